"""Turn a specification into Markdown as GitHub shows it: the same content as the page of HTML.

Step on the line: beside :mod:`linkml_schemas.specifying.pages`. Each description is on one line,
so that a change of one is a change of a line.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.specifying.content import (
    Change,
    ClassSection,
    CodeRow,
    Example,
    ListSection,
    PropertyRow,
    Publication,
    Reference,
    Specification,
    Standing,
)
from linkml_schemas.specifying.markup import anchor, code, escape, iri, lines_of, link, say, table
from linkml_schemas.specifying.specification import to_specification
from linkml_schemas.specifying.texts import to_text

_CELL_BREAK = "<br>"

Drawings = Callable[[str], str]
"""Gives the address of a diagram by the name of its part, empty for the overview."""


def render_markdown(
    model: SchemaModel,
    language: str,
    *,
    examples: Sequence[Example] = (),
    changes: Sequence[Change] = (),
    publication: Publication | None = None,
    drawing: Drawings | None = None,
) -> str:
    """Return the specification of a schema as Markdown.

    Args:
        model: The schema.
        language: In which the reader reads.
        examples: Records to show with their classes.
        changes: What is new since the version before.
        publication: What a release says of itself.
        drawing: Gives the addresses of the diagrams, empty for one that there is not.
    """
    found = to_specification(
        model, language, examples=examples, changes=changes, publication=publication,
        diagrams=False,
    )  # fmt: skip
    blocks = _Writer(found, drawing).blocks()
    return re.sub(r"\n{3,}", "\n\n", "\n\n".join(block for block in blocks if block)) + "\n"


class _Writer:
    """Writes one specification, block by block."""

    def __init__(self, found: Specification, drawing: Drawings | None) -> None:
        self.found = found
        self.drawing = drawing

    def word(self, key: str, **values: object) -> str:
        return escape(to_text(key, self.found.language, **values))

    def blocks(self) -> Iterator[str]:
        found = self.found
        yield f"# {say(found.title)}"
        yield self.front()
        if found.is_mostly_elsewhere:
            yield self.word("mostly_elsewhere")
        yield f"## {self.word('introduction')}"
        yield lines_of(found.introduction)
        yield self.word("counts", classes=len(found.classes), lists=len(found.lists))
        keys = ("reading_classes", "reading_cardinality", "reading_diagram", "reading_fallback")
        yield f"### {self.word('how_to_read')}"
        yield "\n".join(f"- {self.word(key)}" for key in keys)
        yield f"### {self.word('namespaces')}"
        rows = [(code(prefix), iri(name)) for prefix, name in found.namespaces.items()]
        yield table((self.word("prefix"), self.word("namespace")), rows)
        yield from self.overview()
        if found.classes:
            yield f"## {self.word('classes')}"
        for each in found.classes:
            yield from self.class_section(each)
        if found.shared:
            yield f"## {self.word('shared_properties')}"
            yield self.word("shared_intro")
            yield self.properties(found.shared)
        for key, sections in (("code_lists", found.lists), ("datatypes", found.types)):
            if sections:
                yield f"## {self.word(key)}"
            for section in sections:
                yield from self.list_section(section)
        yield from self.back()

    def front(self) -> str:
        about = self.found.publication
        pairs = (
            ("version", about.version), ("status", about.status), ("date", about.date),
            ("this_version", about.this_version), ("latest_version", about.latest_version),
            ("previous_version", about.previous_version), ("schema", self.found.iri),
            ("licence", about.licence), ("editors", ", ".join(about.editors)),
        )  # fmt: skip
        lines = [f"- {self.word(key)}: {iri(value)}" for key, value in pairs if value]
        if about.files:
            ways = ", ".join(link(self.word(key), address) for key, address in about.files)
            lines.append(f"- {self.word('files')}: {ways}")
        return "\n".join(lines)

    def overview(self) -> Iterator[str]:
        if not self.found.drawings or self.drawing is None:
            return
        yield f"## {self.word('overview')}"
        for each in self.found.drawings:
            address = self.drawing(each.name)
            if not address:
                continue
            if each.name:
                yield f"### {escape(each.title)}"
            if each.note:
                yield escape(each.note)
            title = to_text("diagram_of", self.found.language, name=each.title)
            yield f"![{escape(title)}]({address})"

    def class_section(self, each: ClassSection) -> Iterator[str]:
        kinds = "".join(f", {self.word(kind)}" for kind in each.kinds)
        yield f"{anchor(each.anchor)}\n\n### {say(each.name)}"
        yield f"*{self.word('class')}{kinds}*"
        yield self.deprecation(each.standing)
        yield lines_of(each.definition)
        inherited = [
            f"- {self.word('inherited')}, {self.go(owner)}: "
            + ", ".join(f"{self.go(way)} {escape(cardinality)}" for way, cardinality in kept)
            for owner, kept in each.inherited
        ]
        yield "\n".join(
            [
                f"- {self.word('iri')}: {iri(each.iri)}",
                *([f"- {self.word('name')}: {code(each.key)}"] if each.key else []),
                *self.links("subclass_of", each.parents),
                *self.links("uses_mixins", each.mixins),
                *self.links("subclasses", each.children),
                *self.links("used_by", each.users),
                *(f"- {text}" for text in self.relatives(each.standing)),
                *(f"- {self.word('usage')}: {say(note)}" for note in each.notes),
                *(f"- {self.word(key)}: {code(value)}" for key, value in each.facts),
                *inherited,
            ]
        )
        yield self.properties(each.rows)
        for example in each.examples:
            yield from self.example(example)

    def properties(self, rows: Sequence[PropertyRow]) -> str:
        if not rows:
            return ""
        heads = ("property", "expected_type", "cardinality", "definition", "usage")
        return table([self.word(key) for key in heads], map(self.property, rows))

    def property(self, row: PropertyRow) -> tuple[str, ...]:
        name = f"{anchor(row.anchor)}{say(row.name)}{_CELL_BREAK}{code(row.curie)}"
        lists = [f"{self.word('code_list')} {self.go(each)}" for each in row.lists]
        definition = [self.deprecation(row.standing), say(row.definition)]
        if row.elsewhere:
            definition.append(link(self.word("see_shared"), f"#{row.elsewhere.anchor}"))
        usage = [f"{self.word(key)}: {code(value)}" if value else self.word(key)
                 for key, value in row.facts]  # fmt: skip
        usage += [say(note) for note in row.notes]
        return (
            name,
            _CELL_BREAK.join([*(self.go(each) for each in row.types), *lists]),
            escape(row.cardinality),
            _CELL_BREAK.join(part for part in definition if part),
            _CELL_BREAK.join([*usage, *self.relatives(row.standing)]),
        )

    def list_section(self, each: ListSection) -> Iterator[str]:
        yield f"{anchor(each.anchor)}\n\n### {say(each.name)}"
        yield self.deprecation(each.standing)
        yield lines_of(each.definition)
        yield "\n".join(
            [
                f"- {self.word('iri')}: {iri(each.iri)}",
                f"- {self.word('name')}: {code(each.key)}",
                *self.links("used_by", each.users),
                *(f"- {text}" for text in self.relatives(each.standing)),
                *(f"- {self.word('usage')}: {say(note)}" for note in each.notes),
                *(f"- {self.word(key)}: {code(value)}" for key, value in each.facts),
            ]
        )
        yield self.word("open_list") if each.open else ""
        if each.codes:
            heads = ("code", "label", "definition", "iri")
            yield table([self.word(key) for key in heads], map(self.code_row, each.codes))

    def code_row(self, each: CodeRow) -> tuple[str, ...]:
        parts = (self.deprecation(each.standing), say(each.definition))
        said = _CELL_BREAK.join(part for part in parts if part)
        return code(each.code), say(each.name), said, iri(each.iri)

    def example(self, each: Example) -> Iterator[str]:
        yield f"<details><summary>{self.word('example')}: {escape(each.name)}</summary>"
        rows = [(code(column), escape(value)) for column, value in each.rows]
        yield table((self.word("property"), self.word("value")), rows)
        for language, text in (("json", each.json_ld), ("turtle", each.turtle)):
            if text:
                yield f"~~~~{language}\n{text.rstrip()}\n~~~~"
        yield "</details>"

    def back(self) -> Iterator[str]:
        if self.found.changes:
            yield f"## {self.word('changes_plain')}"
        for verdict, texts in self.found.changes:
            yield f"### {self.word(verdict)}"
            yield "\n".join(f"- {say(text)}" for text in texts)
        yield f"## {self.word('index')}"
        lines = []
        for reference, kind, holder in self.found.index:
            within = f", {self.word('in_class', name=holder.text)}" if holder else ""
            lines.append(f"- {self.go(reference)} ({self.word(kind)}{within})")
        yield "\n".join(lines)

    def links(self, key: str, references: Sequence[Reference]) -> Iterable[str]:
        if references:
            yield f"- {self.word(key)}: {', '.join(map(self.go, references))}"

    def go(self, reference: Reference) -> str:
        address = f"#{reference.anchor}" if reference.anchor else reference.address
        return link(say(reference.said), address) if address else say(reference.said)

    def deprecation(self, standing: Standing) -> str:
        if standing.deprecated is None:
            return ""
        text = f"**{self.word('deprecated')}**"
        if standing.deprecated:
            text += f": {say(standing.deprecated)}"
        if standing.successor:
            text += f" {self.word('replaced_by')}: {self.go(standing.successor)}"
        return text

    def relatives(self, standing: Standing) -> Iterator[str]:
        if standing.aliases:
            yield f"{self.word('aliases')}: {escape(', '.join(standing.aliases))}"
        for kind, references in standing.mappings:
            yield f"{self.word('mappings')}, {kind}: {', '.join(map(self.go, references))}"
