"""Check a schema: read it, hold it to the metamodel and to the rules, and sort what is found.

Step on the line: from a file to a :class:`Report`; the command prints it, the watch too.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from linkml_schemas.checking.convention_check import check_convention
from linkml_schemas.checking.example_records import check_examples, find_examples
from linkml_schemas.checking.looking import described
from linkml_schemas.checking.metamodel import check_metamodel
from linkml_schemas.checking.rule import LEVELS, Context
from linkml_schemas.checking.rules import RULE_NAMES, RULES
from linkml_schemas.checking.settings import CheckSettings, find_settings, read_settings
from linkml_schemas.checking.vocabularies import read_local_terms
from linkml_schemas.checking.yaml_remedies import add_remedy
from linkml_schemas.convention import SchemaError
from linkml_schemas.modelling.faults import Fault, Place
from linkml_schemas.modelling.reading import SchemaModel, read_leniently
from ontology.iris import mint_concept, mint_concept_scheme
from ontology.promised import read_promised

SAID_TWICE = "shape"
"""What the reading says of a place that the metamodel refuses in plainer words."""


OF_THE_WHOLE = frozenset(
    {
        "unused-slot", "unused-enum", "unused-type", "unused-mixin", "unused-prefix",
        "unreachable-class", "empty-class", "named-element", "subset", "rule-slot", "inverse-slot",
        "successor", "gone-iri",
        "broken-promise", "prefix", "unique-key-slot", "reference",
    }
)  # fmt: skip
"""Rules that say nothing while a file of the schema cannot be read: they would miss what it has."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a check of one schema found.

    Shape:
        ``model`` is None where nothing could be read; ``faults`` are by file, line and column.
        ``suppressed`` are those that the configuration lets stand.
    """

    path: Path
    model: SchemaModel | None
    settings: CheckSettings
    faults: tuple[Fault, ...]
    suppressed: tuple[Fault, ...] = ()

    def counts(self) -> dict[str, int]:
        """Return how many faults there are of each level."""
        found = Counter(fault.level for fault in self.faults)
        return {level: found[level] for level in LEVELS}

    def fails(self, fail_on: str | None = None) -> bool:
        """Tell whether a fault is as grave as what the check fails on."""
        least = LEVELS.index(fail_on or self.settings.fail_on)
        return any(LEVELS.index(fault.level) <= least for fault in self.faults)


@dataclass(frozen=True, slots=True)
class Beyond:
    """What a check looks at besides the schema itself.

    Shape:
        A check that is not ``thorough`` leaves out what takes seconds: the example records,
        and the convention of our own schemas, which needs linkml.
    """

    before: SchemaModel | None = None
    settings: Path | None = None
    thorough: bool = True


def check_schema(path: Path, beyond: Beyond | None = None) -> Report:
    """Return all that is wrong in a schema and what it imports.

    Args:
        path: The LinkML file.
        beyond: The release to compare with, and another file of settings than the one found.
    """
    beyond = beyond or Beyond()
    settings = read_settings(beyond.settings or find_settings(path), RULE_NAMES)
    model, read = read_leniently(path)
    faults = [*settings.faults, *(add_remedy(fault) for fault in read)]
    if model is not None:
        whole = not any(file_is_unread(fault) for fault in read)
        faults = [fault for fault in faults if fault.rule not in _said_already(whole=whole)]
        for file in model.files:
            faults += () if file.foreign else check_metamodel(file.document)
        context, unreadable = _context(model, settings, beyond)
        faults += unreadable
        if beyond.thorough and not _has_errors(faults):
            context, unreadable = _with_examples(context)
            faults += unreadable
        faults += _apply(context, whole=whole)
        if settings.convention and beyond.thorough and not _has_errors(faults):
            faults += check_convention(path)
    return _sort(path, model, settings, faults)


def file_is_unread(fault: Fault) -> bool:
    """Tell whether a fault means that nothing of a file is known."""
    return fault.rule in {"yaml", "import", "schema"}


def _said_already(*, whole: bool) -> frozenset[str]:
    return frozenset({SAID_TWICE}) if whole else frozenset({SAID_TWICE, "reference"})


def _has_errors(faults: Iterable[Fault]) -> bool:
    return any(fault.level == "error" for fault in faults)


def _context(
    model: SchemaModel, settings: CheckSettings, beyond: Beyond
) -> tuple[Context, tuple[Fault, ...]]:
    terms, faults = read_local_terms(settings.vocabularies)
    promised = {}
    if settings.published and settings.published.is_file():
        listed = read_promised(settings.published)
        promised = {
            iri if "://" in iri else settings.base + iri: after for iri, after in listed.items()
        }
    elif settings.published:
        message = f"the list of promised IRIs {settings.published.name} is not there"
        faults += (Fault(_top(settings), "settings", message, "mend `published`"),)
    stated = frozenset(_stated(model, settings)) | frozenset().union(*terms.values())
    context = Context(model, settings, beyond.before, promised, stated, terms)
    return context, faults


def _with_examples(context: Context) -> tuple[Context, tuple[Fault, ...]]:
    """Return the context with the example records, held to the schema, and which are no YAML."""
    folder = find_examples(context.model.source.path, context.settings.examples)
    if folder is None:
        return context, ()
    try:
        examples, faults = check_examples(context.model, folder)
    except SchemaError as error:
        said = str(error).splitlines()[0]
        return context, (Fault(context.model.place, "convention", said, "see docs/schemas.md"),)
    return replace(context, examples=examples), faults


def _top(settings: CheckSettings) -> Place:
    return Place(settings.file) if settings.file else Place(Path())


def _stated(model: SchemaModel, settings: CheckSettings) -> Iterator[str]:
    """Yield the IRIs that a schema states, the concepts of its code lists as we mint them too."""
    for each in described(model):
        yield each.iri
    for record_class in model.classes.values():
        for slot in record_class.slots.values():
            yield slot.iri
    for enum in model.enums.values():
        if scheme := enum.annotations.get("scheme"):
            yield mint_concept_scheme(settings.base, scheme)
            for code in enum.values:
                yield mint_concept(settings.base, scheme, code)


def _apply(context: Context, *, whole: bool) -> Iterator[Fault]:
    for rule in RULES:
        if rule.name in OF_THE_WHOLE and not whole:
            continue
        level = context.settings.levels.get(rule.name, "off" if rule.optional else rule.level)
        if rule.check is None or level == "off":
            continue
        for found in rule.check(context):
            yield Fault(
                found.place, rule.name, found.message, found.remedy, rule.level, found.element
            )


def _sort(
    path: Path, model: SchemaModel | None, settings: CheckSettings, faults: list[Fault]
) -> Report:
    unique: Mapping[tuple[object, ...], Fault] = {
        (fault.place, fault.rule, fault.message): fault for fault in faults
    }
    kept: list[Fault] = []
    suppressed: list[Fault] = []
    used = set()
    for fault in unique.values():
        level = settings.levels.get(fault.rule, fault.level)
        if level == "off":
            continue
        match = next((each for each in settings.suppressions if each.matches(fault)), None)
        used |= {match} if match else set()
        graded = replace(fault, level=level)  # type: ignore[arg-type]
        (suppressed if match else kept).append(graded)
    for each in settings.suppressions:
        if each not in used:
            message = f"nothing is suppressed: no {each.rule} at {each.element}"
            kept.append(Fault(each.place, "unused-suppression", message, "remove it", "warning"))
    kept.sort(key=lambda fault: (fault.place, LEVELS.index(fault.level), fault.rule))
    return Report(path, model, settings, tuple(kept), tuple(suppressed))
