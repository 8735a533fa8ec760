"""Compare a schema with an application profile: what it has, narrows, widens and lacks.

Step on the line: from the facts of :mod:`linkml_schemas.reusing.profiles` and those of
:mod:`linkml_schemas.reusing.own_profile` to the rows that are shown. Pure functions.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from linkml_schemas.reusing.own_profile import RESOURCE, TYPE, Given, GivenClass
from linkml_schemas.reusing.profiles import Asked, Profile, short
from ontology.namespaces import PREFIXES, expand

Verdict = Literal["has", "narrows", "widens", "lacks"]

VERDICTS: tuple[Verdict, ...] = ("has", "narrows", "widens", "lacks")

_LITERAL = expand("rdfs:Literal")
_TEXT = expand("rdf:langString")
_ANY_TEXT = ((_TEXT,), (expand("xsd:string"),))
"""What any literal may be, without that being less than the profile allows."""

SHOWN = 4
"""Types that a remark names."""

BROADER: Mapping[str, tuple[str, ...]] = {
    expand(narrow): tuple(map(expand, broad.split()))
    for narrow, broad in {
        "foaf:Agent": "dct:Agent",
        "dct:Agent": "foaf:Agent",
        "org:Organization": "foaf:Agent",
        "vcard:Organization": "vcard:Kind",
        "vcard:Individual": "vcard:Kind",
        "dcat:Dataset": "dcat:Resource",
        "dcat:DataService": "dcat:Resource",
        "dcat:DatasetSeries": "dcat:Dataset",
        "dcat:Catalog": "dcat:Dataset",
        "rdf:langString": "rdfs:Literal",
    }.items()
}
"""What each vocabulary itself says stands above its classes, as far as profiles need it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One property of a class of the profile, and what the schema has for it.

    Shape:
        ``remarks`` are a word of :data:`REMARKS` and what belongs to it. ``reason`` says why
        it lacks, by language, where somebody wrote that.
    """

    asked: Asked
    given: Given | None
    verdict: Verdict
    remarks: tuple[tuple[str, str], ...] = ()
    reason: Mapping[str, str] | None = None


@dataclass(frozen=True, slots=True)
class ClassCoverage:
    """One class of the profile: the classes of the schema for it, its rows and what is added."""

    iri: str
    names: tuple[str, ...]
    rows: tuple[Row, ...]
    added: tuple[str, ...]
    reason: Mapping[str, str] | None = None


REMARKS = (
    "fewer", "more", "at least", "at most", "range", "datatype", "any IRI", "codes", "other codes",
)  # fmt: skip
"""What can be said of a row; the words are in :mod:`linkml_schemas.reusing.words`."""


def cover(
    profile: Profile,
    given: Sequence[GivenClass],
    reasons: Mapping[tuple[str, str], Mapping[str, str]],
) -> tuple[ClassCoverage, ...]:
    """Return the coverage of each class of a profile, in the order of the profile."""
    return tuple(
        _cover_class(iri, asked, _matching(iri, given), reasons)
        for iri, asked in profile.classes().items()
    )


def above(types: Iterable[str]) -> frozenset[str]:
    """Return types with all that is known to stand above them."""
    found: set[str] = set()
    pending = list(types)
    while pending:
        each = pending.pop()
        if each not in found:
            found.add(each)
            pending += BROADER.get(each, ())
            if each.startswith(PREFIXES["xsd"]):
                pending.append(_LITERAL)
    return frozenset(found)


def _matching(iri: str, given: Sequence[GivenClass]) -> list[GivenClass]:
    """Return the classes of a schema for a class: of that very type, else of one below it."""
    exact = [each for each in given if iri in each.types]
    return exact or [each for each in given if iri in above(each.types)]


def _cover_class(
    iri: str,
    asked: tuple[Asked, ...],
    matching: list[GivenClass],
    reasons: Mapping[tuple[str, str], Mapping[str, str]],
) -> ClassCoverage:
    whole = reasons.get((iri, ""))
    rows = []
    for each in asked:
        given = _weakest([one.properties.get(each.property) for one in matching])
        reason = reasons.get((iri, each.property), whole)
        rows.append(
            Row(each, None, "lacks", (), reason) if given is None else _compare(each, given)
        )
    known = {each.property for each in asked}
    added = sorted(
        {name for one in matching for name in one.properties} - known - {TYPE}, key=short
    )
    names = tuple(one.name for one in matching if one.name)
    return ClassCoverage(iri, tuple(dict.fromkeys(names)), tuple(rows), tuple(added), whole)


def _weakest(listed: Sequence[Given | None]) -> Given | None:
    """Return what classes that stand for one class say together: the least that holds for all."""
    found = [each for each in listed if each is not None]
    if not found:
        return None
    most = [each.maximum for each in found]
    return Given(
        min(each.minimum for each in found) if len(found) == len(listed) else 0,
        None if None in most else max(n for n in most if n is not None),
        tuple(dict.fromkeys(item for each in found for item in each.ranges)),
        tuple(dict.fromkeys(item for each in found for item in each.codes)),
        tuple(name for each in found for name in each.columns),
    )


def _compare(asked: Asked, given: Given) -> Row:
    wider: list[tuple[str, str]] = []
    narrower: list[tuple[str, str]] = []
    if given.minimum < asked.minimum:
        wider.append(("fewer", ""))
    if given.minimum > asked.minimum:
        narrower.append(("at least", ""))
    if asked.maximum is not None and (given.maximum is None or given.maximum > asked.maximum):
        per_language = any(_TEXT in item for item in given.ranges)
        (narrower if per_language and asked.maximum == 1 else wider).append(("more", ""))
    if given.maximum is not None and (asked.maximum is None or given.maximum < asked.maximum):
        narrower.append(("at most", ""))
    unchecked = _compare_ranges(asked, given, wider, narrower)
    _compare_codes(asked, given, wider, narrower)
    verdict: Verdict = "widens" if wider else "narrows" if narrower else "has"
    return Row(asked, given, verdict, (*wider, *narrower, *unchecked))


def _compare_ranges(
    asked: Asked,
    given: Given,
    wider: list[tuple[str, str]],
    narrower: list[tuple[str, str]],
) -> list[tuple[str, str]]:
    """Compare ranges; return what is neither wider nor narrower but not checked."""
    coded = any(set(asked.codes) & set(item) for item in given.codes)
    if not asked.ranges or coded:
        return []
    unchecked: list[tuple[str, str]] = []
    fit, unfit = [], []
    for types in given.ranges:
        literal = _is_literal(types)
        if above(types) & set(asked.ranges):
            if not set(types) & set(asked.ranges) and types not in _ANY_TEXT:
                fit.append(types)
        elif types == (RESOURCE,) and not _is_literal(asked.ranges):
            unchecked = [("any IRI", "")]
        elif literal or RESOURCE not in asked.ranges:
            unfit.append(types)
    remarks = wider if unfit else narrower
    if listed := unfit or fit:
        kind = "datatype" if all(map(_is_literal, listed)) else "range"
        remarks.append((kind, _shorts(listed)))
    return unchecked


def _compare_codes(
    asked: Asked,
    given: Given,
    wider: list[tuple[str, str]],
    narrower: list[tuple[str, str]],
) -> None:
    for scheme, *values in given.codes:
        if not asked.codes:
            narrower.append(("codes", short(scheme)))
        elif scheme not in asked.codes:
            other = sorted(set(values) - set(asked.codes))
            if other:
                wider.append(("other codes", " ".join(map(short, other))))


def _is_literal(types: Iterable[str]) -> bool:
    return _LITERAL in above(types)


def _shorts(listed: Sequence[Sequence[str]]) -> str:
    """Return types as people read them: a few, and how many more there are."""
    names = sorted({short(types[0]) for types in listed})
    more = f" (+{len(names) - SHOWN})" if len(names) > SHOWN else ""
    return ", ".join(names[:SHOWN]) + more
