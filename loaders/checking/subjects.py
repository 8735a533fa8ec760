"""Give each record its IRI.

Step on the line: checked rows → the same rows with their subject. First of: the ``iri``
cell, an authority's template when its column is filled, an IRI minted from the ``id``.
"""

import re
from urllib.parse import urlsplit

import polars as pl

from linkml_schemas.plan import RecordClass
from loaders.checking.checks import Checked, Faults, note
from loaders.checking.faults import Fault
from loaders.checking.iri_syntax import IRI_PATTERN, is_iri
from loaders.checking.own_iris import explain_record
from loaders.reading.rows import LINE, ROW, SUBJECT
from ontology.iris import IriError, mint_concept, mint_concept_scheme, mint_thing

_SAFE = r"^[A-Za-z0-9_~][A-Za-z0-9._~\-]*$"


def with_subjects(checked: Checked, record_class: RecordClass, base: str) -> Checked:
    """Return the good rows with a ``SUBJECT`` column, and faults for those without an IRI."""
    frame = checked.frame
    options = [pl.col("iri")] if "iri" in frame.columns else []
    options.extend(_authority(template) for template in authority_templates(record_class))
    minted = _minted(frame, record_class, base).alias(" minted")
    frame = frame.with_columns(minted)
    frame = frame.with_columns(pl.coalesce(*options, pl.col(" minted")).alias(SUBJECT))
    faults = dict(checked.faults)
    _note_missing(frame, record_class, faults)
    good = frame.drop(" minted").filter(pl.col(SUBJECT).is_not_null())
    return Checked(_without_wrong(good, base, faults), faults)


def authority_templates(record_class: RecordClass) -> tuple[str, ...]:
    """Return the templates of authorities' IRIs, the one that comes first first."""
    return tuple((record_class.authority or "").split())


def authority_columns(record_class: RecordClass) -> tuple[str, ...]:
    """Return the columns that the authorities' templates name."""
    return tuple(re.findall(r"\{(\w+)\}", record_class.authority or ""))


def scheme_slug(base: str, values: pl.Series) -> pl.Series:
    """Return the slugs of schemes named by id or by their IRI under the base."""
    prefix = mint_concept_scheme(base, "x")[:-1]
    return values.str.strip_prefix(prefix)


def _authority(template: str) -> pl.Expr:
    before, column, after = re.split(r"\{(\w+)\}", template, maxsplit=1)
    filled = pl.concat_str(pl.lit(before), pl.col(column), pl.lit(after))
    return pl.when(filled.str.contains(IRI_PATTERN)).then(filled)


def _minted(frame: pl.DataFrame, record_class: RecordClass, base: str) -> pl.Series:
    ids = frame["id"]
    if record_class.scheme_column:
        slugs = scheme_slug(base, frame[record_class.scheme_column])
        pairs = pl.DataFrame([slugs.alias("scheme"), ids.alias("id")])
        safe = pl.col("scheme").str.contains(_SAFE) & pl.col("id").str.contains(_SAFE)
        start = mint_concept(base, "x", "x")[:-3]
        plain = pl.concat_str(pl.lit(start), "scheme", pl.lit("/"), "id")
        fast = pairs.select(pl.when(safe).then(plain)).to_series()
        if not fast.null_count():
            return fast
        exact = [
            mint if mint is not None else _attempt_concept(base, scheme, code)
            for mint, scheme, code in zip(fast, slugs, ids, strict=True)
        ]
        return pl.Series(exact, dtype=pl.String)
    return _minted_in(ids, record_class, base)


def _minted_in(ids: pl.Series, record_class: RecordClass, base: str) -> pl.Series:
    start = (_mint(base, record_class, "x") or "x")[:-1]
    value = pl.col("id")
    plain = pl.when(value.str.contains(_SAFE)).then(pl.concat_str(pl.lit(start), value))
    fast = ids.alias("id").to_frame().select(plain).to_series()
    if not fast.null_count():
        return fast
    exact = [
        mint if mint is not None else _mint(base, record_class, code)
        for mint, code in zip(fast, ids, strict=True)
    ]
    return pl.Series(exact, dtype=pl.String)


def _mint(base: str, record_class: RecordClass, code: str | None) -> str | None:
    try:
        if record_class.concept:
            return mint_thing(base, record_class.concept, code or "")
        return mint_concept(base, record_class.scheme or "", code or "")
    except IriError:
        return None


def _attempt_concept(base: str, scheme: str | None, code: str | None) -> str | None:
    if scheme is None or is_iri(scheme):
        return None
    try:
        return mint_concept(base, scheme, code or "")
    except IriError:
        return None


def _without_wrong(frame: pl.DataFrame, base: str, faults: Faults) -> pl.DataFrame:
    """Return the rows but for those whose ``iri`` is one of ours that is written wrongly."""
    if "iri" not in frame.columns:
        return frame
    host = urlsplit(base).hostname or base
    ours = pl.col("iri").str.to_lowercase().str.contains(host, literal=True)
    gone: list[int] = []
    for row, line, iri in frame.filter(ours).select(ROW, LINE, "iri").iter_rows():
        wrong = explain_record(base, iri)
        if wrong is not None:
            note(faults, row, Fault(line, "iri", iri, "iri", *wrong))
            gone.append(row)
    return frame.filter(~pl.col(ROW).is_in(pl.Series(gone, dtype=pl.UInt32).implode()))


def _note_missing(frame: pl.DataFrame, record_class: RecordClass, faults: Faults) -> None:
    missing = frame.filter(pl.col(SUBJECT).is_null())
    if not missing.height:
        return
    column = record_class.scheme_column or "id"
    for row, line, value in missing.select(ROW, LINE, column).iter_rows():
        message = "no IRI can be made of it for the record"
        remedy = "write a short reference of letters, digits, . _ or -; or fill in iri"
        note(faults, row, Fault(line, column, value or "", "iri", message, remedy))
