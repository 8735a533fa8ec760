"""Compile what the plan says of a column into checks over its values.

Step on the line: the plan becomes a tuple of :class:`Check` for each column once, then every
chunk of rows runs through them. Vectorised; Python looks only at values that are wrong.
"""

import difflib
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import polars as pl

from linkml_schemas.plan import Column, Enumeration, Schema
from loaders.checking.datatypes import DATATYPES, XSD, Convert, Explain, evaluate
from loaders.checking.faults import Reason
from loaders.checking.iri_syntax import CURIE_PATTERN, IRI_PATTERN, SCHEME_PATTERN, explain_iri
from loaders.errors import PlanError
from ontology.identifiers import NORMALISERS, OVO_NAMESPACE, IdentifierError

_OVO_IRI = r"(?i)^https?://data\.vlaanderen\.be/(?:id|doc)/organisatie/(OVO[0-9]{6})/?$"
_OVO_CODE = r"(?i)^ovo[ -]?([0-9]{6})$"
_TAGGED = re.compile(r"[\"'](?P<text>.*)[\"']@(?P<tag>[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*)", re.DOTALL)
_NORMAL = {"ovo": r"^OVO[0-9]{6}$", "nis": r"^[0-9]{5}$", "kbo": r"^[01][0-9]{9}$"}


@dataclass(frozen=True, slots=True)
class Check:
    """One question put to every value of a column.

    Shape:
        ``convert`` gives the value as it goes on, null where it is wrong; ``explain`` gives
        the message and the remedy for a wrong one.
    """

    reason: Reason
    convert: Convert
    explain: Explain


def compile_column(schema: Schema, column: Column) -> tuple[Check, ...]:
    """Return the checks of a column, in the order in which they are put.

    Raises:
        PlanError: The plan names a datatype, a normaliser or a pattern that is not known.
    """
    checks: list[Check] = []
    if column.kind == "reference":
        return (_reference(),)
    if column.kind == "code":
        return (_code(schema.enumeration(column.enumeration or "")),)
    if column.kind == "text":
        checks.append(_language(column))
    if column.normalise:
        checks.append(_normalise(column))
    if column.kind == "literal" and column.datatype not in {None, f"{XSD}string"}:
        checks.append(_datatype(column))
    if column.pattern:
        checks.append(_pattern(column))
    if column.minimum is not None or column.maximum is not None:
        checks.append(_range(column))
    if column.kind == "iri":
        checks.append(_iri(column))
    return tuple(checks)


def canonical_organisation(value: pl.Expr) -> pl.Expr:
    """Return an expression that writes every spelling of an OVO IRI one way."""
    code = value.str.extract(_OVO_IRI).str.to_uppercase()
    return pl.when(code.is_null()).then(value).otherwise(pl.concat_str(pl.lit(OVO_NAMESPACE), code))


def _keep(condition: pl.Expr) -> Convert:
    def convert(series: pl.Series) -> pl.Series:
        return evaluate(series, pl.when(condition).then(pl.col("value")))

    return convert


def _is_iri(value: pl.Expr) -> pl.Expr:
    right = value.str.contains(IRI_PATTERN) & value.str.contains(SCHEME_PATTERN)
    return right & ~value.str.contains(CURIE_PATTERN)


def _iri(column: Column) -> Check:
    value = pl.col("value")
    if column.template:
        before, _, after = column.template.partition("{value}")
        value = pl.concat_str(pl.lit(before), value, pl.lit(after))
    elif column.name == "iri":
        value = canonical_organisation(value)

    def convert(series: pl.Series) -> pl.Series:
        built = evaluate(series, value)
        return _keep(_is_iri(pl.col("value")))(built)

    return Check("iri", convert, _explain_template(column) if column.template else explain_iri)


def _explain_template(column: Column) -> Explain:
    def explain(text: str) -> tuple[str, str]:
        return f"{text} cannot be put in {column.template}", "write the code only"

    return explain


def _reference() -> Check:
    """Check the form of a reference; whether its record exists is asked of all registries."""
    value = pl.col("value")
    code = value.str.extract(_OVO_CODE)
    plain = ~value.str.contains(r"^[A-Za-z][A-Za-z0-9+.\-]*:") & ~value.str.contains(r"\s")
    spelt = (
        pl.when(code.is_not_null())
        .then(pl.concat_str(pl.lit("OVO"), code))
        .when(plain | _is_iri(value))
        .then(canonical_organisation(value))
    )
    return Check("iri", lambda series: evaluate(series, spelt), explain_iri)


def _code(enumeration: Enumeration) -> Check:
    iris = {value.code: value.iri for value in enumeration.values}
    forms = {iri: iri for iri in iris.values()} | iris

    @lru_cache(maxsize=4096)
    def explain(text: str) -> tuple[str, str]:
        lower = {code.lower(): code for code in iris}
        said = text.rstrip("/").rpartition("/")[2] if "://" in text else text
        close = difflib.get_close_matches(said.lower(), lower, n=1, cutoff=0.5)
        right = f"did you mean {lower[close[0]]}?" if close else f"write one of {', '.join(iris)}"
        return f"{text} is no code of {enumeration.name}", right

    def convert(series: pl.Series) -> pl.Series:
        form = pl.col("value").replace_strict(forms, default=None, return_dtype=pl.String)
        return evaluate(series, form)

    return Check("enumeration", convert, explain)


def _language(column: Column) -> Check:
    value = pl.col("value")
    tagged = value.str.contains(r"(?s)^[\"'].*[\"']@[A-Za-z]{2,3}(?:-[A-Za-z0-9]+)*$")

    def explain(text: str) -> tuple[str, str]:
        match = _TAGGED.fullmatch(text)
        tag, plain = (match["tag"], match["text"]) if match else ("?", text)
        message = f"the cell carries language tag {tag}; column {column.name} is {column.language}"
        if tag.lower() == column.language:
            return message, f"write the text only: {plain}"
        return message, f"put the text, without quotes and tag, in the column of language {tag}"

    return Check("language", _keep(~tagged), explain)


def _normalise(column: Column) -> Check:
    name = column.normalise or ""
    if name not in NORMALISERS:
        raise PlanError(f"column {column.name}: no normaliser {name!r}; {', '.join(NORMALISERS)}")
    parse: Callable[[str], str] = NORMALISERS[name]

    def convert(series: pl.Series) -> pl.Series:
        if name in _NORMAL and _is_normal(name, series):
            return series
        distinct = series.unique()
        forms = {text: _attempt(parse, text) for text in distinct.to_list()}
        if all(text == form for text, form in forms.items()):
            return series
        return series.replace_strict(forms, default=None, return_dtype=pl.String)

    def explain(text: str) -> tuple[str, str]:
        try:
            parse(text)
        except IdentifierError as error:
            message, _, remedy = str(error).partition(": expected ")
            return message, f"write {remedy}" if remedy else "look the number up in its register"
        return f"{text} is not right", "look the number up in its register"

    return Check("pattern", convert, explain)


def _is_normal(name: str, numbers: pl.Series) -> bool:
    """Tell whether numbers have their one form already; those of enterprises, check digits too."""
    if not numbers.str.contains(_NORMAL[name]).all():
        return False
    if name != "kbo":
        return True
    stems, checks = (part.cast(pl.Int64) for part in (numbers.str.head(8), numbers.str.tail(2)))
    return (97 - stems % 97 == checks).all()


def _attempt(parse: Callable[[str], str], text: str) -> str | None:
    try:
        return parse(text)
    except IdentifierError:
        return None


def _datatype(column: Column) -> Check:
    datatype = DATATYPES.get(column.datatype or "")
    if datatype is None:
        known = ", ".join(iri.removeprefix(XSD) for iri in DATATYPES)
        raise PlanError(
            f"column {column.name}: datatype {column.datatype} cannot be checked; known: {known}"
        )
    return Check("datatype", datatype.convert, datatype.explain)


def _pattern(column: Column) -> Check:
    pattern = column.pattern or ""
    try:
        pl.Series(["a"]).str.contains(pattern)
    except pl.exceptions.ComputeError as error:
        raise PlanError(f"column {column.name}: pattern {pattern!r}: {error}") from error

    def explain(text: str) -> tuple[str, str]:
        return f"{text} does not match {pattern}", "write it in the form that the schema asks for"

    return Check("pattern", _keep(pl.col("value").str.contains(pattern)), explain)


def _range(column: Column) -> Check:
    value = pl.col("value")
    low, high = column.minimum, column.maximum
    if (column.datatype or "").removeprefix(XSD) not in {"date", "dateTime", "gYear"}:
        value = value.cast(pl.Float64, strict=False)
        fits = (value >= float(low) if low is not None else True) & pl.lit(value=True)
        fits &= value <= float(high) if high is not None else pl.lit(value=True)
    else:
        fits = (value >= low if low is not None else True) & pl.lit(value=True)
        fits &= value <= high if high is not None else pl.lit(value=True)

    def explain(text: str) -> tuple[str, str]:
        bounds = f"{low if low is not None else '…'} to {high if high is not None else '…'}"
        return f"{text} lies outside {bounds}", f"write a value from {bounds}"

    return Check("datatype", _keep(fits), explain)
