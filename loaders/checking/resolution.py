"""Compare all registries: is every record the only one, and does every reference arrive?

Step on the line: facts of all registries → refused rows and the IRI of every reference. A
row that refers to a refused row is refused too, until nothing changes; cycles are fine.
"""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import polars as pl

from linkml_schemas.plan import Schema
from loaders.checking.checks import Faults, note
from loaders.checking.doubles import Doubles
from loaders.checking.facts import Facts
from loaders.checking.link_faults import LinkExplainer
from loaders.checking.targets import Targets, known_keys
from loaders.reading.rows import LINE, ROW, SUBJECT

_ABSOLUTE = r"^[A-Za-z][A-Za-z0-9+.\-]*:"
_KEY = ("registry", ROW)
_ROUNDS = 8
"""How often a refused reference may make room for a double before it no longer may."""

Row = tuple[str, int]
Link = tuple[str, int, int, str, str, str]
"""Registry, row, line, column, value and targets of a reference."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """What the comparison found for one registry.

    Shape:
        ``targets`` maps (column, value as written) to the IRI it stands for; ``dangling``
        says which references of a snapshot, taken as it is, arrive nowhere any more.
    """

    refused: Faults
    targets: pl.DataFrame
    dangling: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Answers:
    """Which references arrive, and in which order the others fail.

    Shape:
        ``failed`` holds first those that arrive nowhere, then those that refer to them.
    """

    answered: pl.DataFrame
    failed: tuple[Link, ...]


def resolve(
    schema: Schema,
    registries: Sequence[Facts],
    base: str,
    fixed: frozenset[str] = frozenset(),
) -> Mapping[str, Resolution]:
    """Return the resolution of each registry, by name.

    Args:
        schema: The plans, for the targets of references.
        registries: Facts of all registries and system graphs, in the order that decides who
            was first.
        base: Base under which an IRI must exist.
        fixed: Names of registries taken as they are from a snapshot; none of their rows is
            refused again.
    """
    order = [facts.registry for facts in registries]
    keys = _together([(facts, facts.keys) for facts in registries])
    links = _links(schema, registries)
    targets = Targets(schema, known_keys(schema, registries, base), base, registries)
    doubles = Doubles(schema, registries, base, fixed)
    found, answers = _settle(doubles, targets, links, keys, fixed)
    refused: dict[str, Faults] = {name: {} for name in order}
    doubles.explain(found, refused)
    explainer = LinkExplainer(schema, registries, keys)
    explainer.look_up(pl.Series([link[4] for link in answers.failed], dtype=pl.String))
    for link in answers.failed:
        if link[0] not in fixed:
            note(refused[link[0]], link[1], explainer.explain(*link[2:], refused=refused))
    dangling: dict[str, list[str]] = {name: [] for name in order}
    for registry, _, line, column, value, wanted in answers.failed:
        if registry in fixed and not explainer.is_there(value, wanted, refused):
            dangling[registry].append(f"{registry}:{line} {column} {value}")
    return _to_resolutions(order, refused, answers.answered, dangling)


def _settle(
    doubles: Doubles,
    targets: Targets,
    links: pl.DataFrame,
    keys: pl.DataFrame,
    fixed: frozenset[str],
) -> tuple[pl.DataFrame, _Answers]:
    """Return what is there twice and which references fail.

    Shape:
        A record is no double of one that is refused for its references. Since that can make
        other references arrive, it is asked until nothing changes; if that does not come to
        an end, every double is one.
    """
    nobody = keys.select(_KEY).clear()
    found = doubles.find(nobody)
    answers = _answer(targets, links, keys, found.select(_KEY).unique(), fixed)
    first = found, answers
    for _ in range(_ROUNDS if found.height else 0):
        lost = _rows({link[:2] for link in answers.failed if link[0] not in fixed})
        again = doubles.find(lost)
        if again.equals(found):
            return found, answers
        found = again
        answers = _answer(targets, links, keys, found.select(_KEY).unique(), fixed)
    return first


def _rows(rows: set[Row]) -> pl.DataFrame:
    schema = {"registry": pl.String, ROW: pl.UInt32}
    return pl.DataFrame(sorted(rows), schema=schema, orient="row")


def _answer(
    targets: Targets,
    links: pl.DataFrame,
    keys: pl.DataFrame,
    gone: pl.DataFrame,
    fixed: frozenset[str],
) -> _Answers:
    """Return which references arrive if some rows are gone."""
    accepted, asking = keys, links
    if gone.height:
        accepted = keys.join(gone, on=_KEY, how="anti")
        asking = links.join(gone, on=_KEY, how="anti", maintain_order="left")
    answered = targets.resolve(asking, accepted)
    lost = answered.filter(pl.col("iri").is_null())
    if not lost.height:
        return _Answers(answered, ())
    without = targets.resolve(asking, accepted.clear())
    held = answered.filter(pl.col("iri").is_not_null() & without["iri"].is_null())
    failed = _spread(_to_links(lost), _owners(targets, held, accepted), fixed)
    rows = _rows({link[:2] for link in failed if link[0] not in fixed})
    return _Answers(answered.join(rows, on=_KEY, how="anti"), failed)


def _owners(
    targets: Targets, held: pl.DataFrame, accepted: pl.DataFrame
) -> Sequence[tuple[Row, Link]]:
    """Return each reference beside each row that it arrives at; others hold without rows."""
    records = accepted.select(
        "class_name", iri=SUBJECT, value="key", owner="registry", owner_row=ROW
    ).unique()
    joined = held.join(records, on=["value", "iri"], how="inner", maintain_order="left")
    allowed = targets.allowed(held["targets"])
    joined = joined.join(allowed, on=["targets", "class_name"], how="semi", maintain_order="left")
    rows = joined.select("owner", "owner_row").rows()
    return list(zip(rows, _to_links(joined), strict=True))


def _spread(
    lost: Sequence[Link], owners: Sequence[tuple[Row, Link]], fixed: frozenset[str]
) -> tuple[Link, ...]:
    """Return the lost references and, wave by wave, those to rows that they take along."""
    left = Counter(link for _, link in owners)
    referring: dict[Row, list[Link]] = defaultdict(list)
    for row, link in owners:
        referring[row].append(link)
    failed: list[Link] = []
    gone: set[Row] = set()
    wave = list(lost)
    while wave:
        failed += wave
        fresh = {link[:2]: None for link in wave if link[0] not in fixed and link[:2] not in gone}
        gone |= fresh.keys()
        reached = [link for row in fresh for link in referring.get(row, ())]
        left.subtract(reached)
        lone = dict.fromkeys(link for link in reached if not left[link])
        wave = [link for link in lone if link[:2] not in gone]
    return tuple(failed)


def _to_links(frame: pl.DataFrame) -> list[Link]:
    return frame.select("registry", ROW, LINE, "column", "value", "targets").rows()


def _together(parts: Sequence[tuple[Facts, pl.DataFrame]]) -> pl.DataFrame:
    return pl.concat(
        frame.with_columns(
            registry=pl.lit(facts.registry),
            class_name=pl.lit(facts.class_name, dtype=pl.String),
        )
        for facts, frame in parts
    )


def _links(schema: Schema, registries: Sequence[Facts]) -> pl.DataFrame:
    parts = []
    for facts in registries:
        if facts.class_name is None:
            continue
        columns = schema.record_class(facts.class_name).columns
        targets = {
            column.name: " ".join(column.targets)
            for column in columns
            if column.kind == "reference"
        }
        named = pl.col("column").replace_strict(targets, default="", return_dtype=pl.String)
        frame = facts.links.with_columns(registry=pl.lit(facts.registry), targets=named)
        parts.append(frame)
    empty = {ROW: pl.UInt32, LINE: pl.UInt32, "column": pl.String, "value": pl.String}
    empty |= {"registry": pl.String, "targets": pl.String}
    joined = pl.concat([pl.DataFrame(schema=empty), *parts])
    return joined.with_columns(absolute=pl.col("value").str.contains(_ABSOLUTE))


def _to_resolutions(
    order: Sequence[str],
    refused: Mapping[str, Faults],
    answered: pl.DataFrame,
    dangling: Mapping[str, Sequence[str]],
) -> dict[str, Resolution]:
    distinct = answered.select("registry", "column", "value", "iri").drop_nulls("iri").unique()
    by_registry = distinct.partition_by("registry", as_dict=True, include_key=False)
    empty = distinct.clear().drop("registry")
    return {
        name: Resolution(
            refused[name], by_registry.get((name,), empty), tuple(dict.fromkeys(dangling[name]))
        )
        for name in order
    }
