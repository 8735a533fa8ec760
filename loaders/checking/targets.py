"""Find the record that a reference means.

Step on the line: beneath :mod:`loaders.checking.resolution`. A reference is the id of a record of a
target class, a code of its authority, ``scheme/id`` for a concept, or an IRI.
"""

import re
from collections.abc import Sequence
from functools import cached_property

import polars as pl

from linkml_schemas.plan import RecordClass, Schema
from loaders.checking.facts import Facts
from loaders.checking.own_iris import is_under
from loaders.checking.subjects import authority_templates
from loaders.reading.rows import SUBJECT
from ontology.iris import IriError, parse_iri


class Targets:
    """What references may arrive at.

    Args:
        schema: The plans.
        known: Keys of things that graphs without rows describe.
        base: Base under which an IRI must exist.
        registries: Facts of all registries. Who refers to an IRI under which a record is here,
            refused or not, refers to that record; any other IRI outside the base is taken as
            it is.
    """

    def __init__(
        self, schema: Schema, known: pl.DataFrame, base: str, registries: Sequence[Facts]
    ) -> None:
        self.schema = schema
        self.known = known
        self.base = base
        self.registries = registries

    def foreign(self, questions: pl.DataFrame) -> pl.Series:
        """Tell which values are IRIs of which nothing is known here, nor could be."""
        absolute = questions.filter("absolute")["value"].unique()
        own = [is_under(self.base, iri) for iri in absolute]
        outside = absolute.filter(~pl.Series(own, dtype=pl.Boolean))
        if not outside.len():
            return pl.repeat(value=False, n=questions.height, dtype=pl.Boolean, eager=True)
        unknown = outside.filter(~outside.is_in(self._ours.implode()))
        return questions["value"].is_in(unknown.implode())

    @cached_property
    def _ours(self) -> pl.Series:
        return pl.concat([named_iris(self.schema, self.registries), self.known["key"]]).unique()

    def resolve(self, links: pl.DataFrame, accepted: pl.DataFrame) -> pl.DataFrame:
        """Return the links with the ``iri`` that each stands for, null where there is none."""
        questions = links.select("targets", "value", "absolute").unique()
        values = questions.select(key="value").unique()
        table = pl.concat(
            frame.select("class_name", "key", SUBJECT).join(values, on="key", how="semi")
            for frame in (accepted, self.known)
        )
        answers = [
            self._ask(part, str(targets).split(), table)
            for (targets,), part in questions.partition_by("targets", as_dict=True).items()
        ]
        if not answers:
            return links.with_columns(iri=pl.lit(None, dtype=pl.String))
        answered = pl.concat(answers)
        answered = answered.with_columns(
            pl.when(self.foreign(answered)).then("value").otherwise("iri").alias("iri")
        ).select("targets", "value", "iri")
        return links.join(answered, on=["targets", "value"], how="left", maintain_order="left")

    def allowed(self, targets: pl.Series) -> pl.DataFrame:
        """Return the classes that may be meant, beside each of some ``targets``."""
        pairs = [
            (text, name)
            for text in targets.unique(maintain_order=True)
            for name in expand_targets(self.schema, text.split())
        ]
        names = {"targets": pl.String, "class_name": pl.String}
        return pl.DataFrame(pairs, schema=names, orient="row")

    def _ask(
        self, questions: pl.DataFrame, targets: Sequence[str], table: pl.DataFrame
    ) -> pl.DataFrame:
        names = expand_targets(self.schema, targets)
        allowed = table.filter(pl.col("class_name").is_in(names) | pl.col("class_name").is_null())
        single = (
            allowed.group_by("key")
            .agg(pl.col(SUBJECT).n_unique().alias("count"), pl.col(SUBJECT).first().alias("iri"))
            .filter(pl.col("count") == 1)
            .select(value="key", iri="iri")
        )
        return questions.join(single, on="value", how="left")


def expand_targets(schema: Schema, targets: Sequence[str]) -> list[str]:
    """Return the classes whose records a reference may mean."""
    if "Anything" in targets:
        return [record_class.name for record_class in schema.classes]
    return list(targets)


def named_iris(schema: Schema, registries: Sequence[Facts]) -> pl.Series:
    """Return every IRI under which a record is here: those of refused rows too."""
    parts = [pl.Series("key", [], dtype=pl.String)]
    for facts in registries:
        parts += [facts.keys[SUBJECT].alias("key"), facts.set_aside["key"]]
        if facts.class_name is None:
            continue
        for template in authority_templates(schema.record_class(facts.class_name)):
            before, after = re.split(r"\{\w+\}", template, maxsplit=1)
            code = pl.col("key").str.replace_all(r"[\s.\-]", "").str.to_uppercase()
            filled = pl.concat_str(pl.lit(before), code, pl.lit(after))
            parts.append(facts.set_aside.select(key=filled)["key"])
    return pl.concat(parts).drop_nulls().unique()


def known_keys(schema: Schema, registries: Sequence[Facts], base: str) -> pl.DataFrame:
    """Return the keys of things that graphs without rows describe, such as hand-made schemes.

    Shape:
        ``class_name`` is that of the class whose path the IRI has; null under the IRI itself,
        for such a graph may say of anything what it is.
    """
    rows: list[tuple[str | None, str, str]] = []
    for facts in registries:
        for iri in sorted(facts.known):
            rows.append((None, iri, iri))
            if iri.startswith(f"{base}/id/"):
                rows.extend(_local_keys(schema, iri, base))
    names = ["class_name", "key", SUBJECT]
    return pl.DataFrame(rows, schema=dict.fromkeys(names, pl.String), orient="row")


def _local_keys(schema: Schema, iri: str, base: str) -> list[tuple[str | None, str, str]]:
    try:
        parsed = parse_iri(base, iri)
    except IriError:
        return []
    found: list[tuple[str | None, str, str]] = []
    for record_class in schema.classes:
        reference = _reference(record_class, parsed.concept, parsed.reference)
        if reference:
            found.append((record_class.name, reference, iri))
        if record_class.scheme_column and parsed.concept == "concept":
            found.append((record_class.name, "/".join(parsed.reference), iri))
    return found


def _reference(record_class: RecordClass, concept: str, reference: tuple[str, ...]) -> str | None:
    if concept == "concept" and len(reference) == 2 and record_class.concept is None:
        return reference[1] if record_class.scheme == reference[0] else None
    return reference[0] if record_class.concept == concept and len(reference) == 1 else None
