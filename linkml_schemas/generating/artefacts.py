"""List the artefacts of a schema, and make those that are asked for.

Step on the line: behind ``begrip schema generate``. A schema of our convention is compiled by our
own compiler, any other goes through the adapter; from the plan on there is one emitter each.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from linkml_schemas.concept_schemes import render_concept_schemes
from linkml_schemas.context import render_context
from linkml_schemas.generating.adapter import (
    find_root,
    follows_convention,
    sort_model,
    to_plan,
)
from linkml_schemas.generating.naming import Languages, languages_of, to_publication
from linkml_schemas.generating.restriction import restrict, restrict_plan, restrict_publication
from linkml_schemas.generating.terms import to_terms
from linkml_schemas.json_schema import render_json_schema
from linkml_schemas.modelling.reading import SchemaModel, read_model
from linkml_schemas.plan import Schema
from linkml_schemas.publication import Publication, our_publication
from linkml_schemas.shacl import render_shapes
from linkml_schemas.vocabulary import Term, profile_terms, render_terms
from ontology.namespaces import DS


@dataclass(frozen=True)
class Subject:
    """A schema of which artefacts are made.

    Shape:
        ``ours`` if it follows our convention; ``languages`` are those that are asked for.
    """

    model: SchemaModel
    ours: bool
    plan: Schema
    publication: Publication
    languages: Languages

    @cached_property
    def written(self) -> tuple[str, ...]:
        """Return the languages of artefacts that speak one: those asked for, else all."""
        if self.languages.chosen:
            return self.languages.chosen
        return self.publication.languages if self.ours else languages_of(self.model)

    @cached_property
    def terms(self) -> list[Term]:
        """Return the classes and properties of the schema; of ours, those of others."""
        if not self.ours:
            return to_terms(self.model, self.languages, self.publication)
        return [
            restrict(term, self.languages) if self.languages.chosen else term
            for term in profile_terms(self.plan)
            if not term.iri.startswith(DS)
        ]

    @cached_property
    def context(self) -> str:
        """Return the JSON-LD context, which the examples of the specification need too."""
        return render_context(self.plan, self.publication)


Files = Mapping[str, bytes]
"""File name, seen from the folder of output, to content."""


@dataclass(frozen=True, slots=True)
class Artefact:
    """One thing that is made of a schema: its name, and how its files are made."""

    name: str
    render: Callable[[Subject], Files]


def _shapes(subject: Subject) -> Files:
    return _text("shapes.ttl", render_shapes(subject.plan, subject.publication))


def _ontology(subject: Subject) -> Files:
    return _text("ontology.ttl", render_terms(subject.publication, subject.terms))


def _concept_schemes(subject: Subject) -> Files:
    return _text("concept_schemes.ttl", render_concept_schemes(subject.plan, subject.publication))


def _context(subject: Subject) -> Files:
    return _text("context.jsonld", subject.context)


def _json_schema(subject: Subject) -> Files:
    root = None if subject.ours else find_root(subject.model)
    return _text("schema.json", render_json_schema(subject.plan, subject.publication, root))


def _spreadsheet(subject: Subject) -> Files:
    # XlsxWriter is imported where a spreadsheet is made: other artefacts need not wait for it.
    from linkml_schemas.generating.spreadsheet import render_spreadsheet

    return {
        f"template.{language}.xlsx": render_spreadsheet(subject.plan, subject.publication, language)
        for language in subject.written
    }


def _specification(subject: Subject) -> Files:
    from linkml_schemas.generating.specification import render_specification_files

    return render_specification_files(subject)


def _diagram(subject: Subject) -> Files:
    from linkml_schemas.specifying.files import choose_languages, diagram_files

    return diagram_files(subject.model, choose_languages(subject.written))


ARTEFACTS = (
    Artefact("shapes", _shapes),
    Artefact("ontology", _ontology),
    Artefact("concept-schemes", _concept_schemes),
    Artefact("context", _context),
    Artefact("json-schema", _json_schema),
    Artefact("spreadsheet", _spreadsheet),
    Artefact("specification", _specification),
    Artefact("diagram", _diagram),
)
"""Everything that can be made of any schema."""


def read_subject(path: Path, languages: Languages) -> Subject:
    """Return a schema, ready to make artefacts of.

    Raises:
        SchemaError: It has a fault; the message names file, line and column.
    """
    model = read_model(path)
    if not follows_convention(model):
        model = sort_model(model)
        plan, publication = to_plan(model, languages), to_publication(model, languages)
        return Subject(model, False, plan, publication, languages)
    # Our compiler needs linkml, which takes long to import; schemas of others need it not.
    from linkml_schemas.compiler import compile_schema

    plan = compile_schema(path)
    publication = restrict_publication(our_publication(plan), languages)
    return Subject(model, True, restrict_plan(plan, languages), publication, languages)


def render_files(subject: Subject, names: Iterable[str] = ()) -> dict[str, bytes]:
    """Return the files of the named artefacts, of all if none is named."""
    wanted = set(names) or {each.name for each in ARTEFACTS}
    files: dict[str, bytes] = {}
    for each in ARTEFACTS:
        if each.name in wanted:
            files |= each.render(subject)
    return files


def _text(name: str, text: str) -> Files:
    return {name: text.encode()}
