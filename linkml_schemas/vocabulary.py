"""Emit the application profile: labels of every class and property that records use.

Step on the line: from the plan to ``generated/ontology.ttl``, the graph ``profiel``. Our own
terms (``ds:``) live in ``ontology/datastrategie.ttl`` and are not repeated here; of terms of
others we only say how we use them, never what they mean.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from linkml_schemas.convention import SchemaError
from linkml_schemas.foreign_terms import FOREIGN_TERMS
from linkml_schemas.general_terms import GENERAL_TERMS
from linkml_schemas.plan import Column, RecordClass, Schema, Texts
from linkml_schemas.publication import Publication, our_publication
from linkml_schemas.turtle import Predicates, block, document, iri, literal, texts
from ontology.namespaces import DS, expand, shrink


@dataclass(frozen=True, slots=True)
class Term:
    """A class or property that records use, and how the schemas speak of it.

    Shape:
        ``defined`` of a term that the schema itself mints: then ``descriptions`` are its
        definition, and not how it is used. ``further`` is what else is stated, in Turtle.
    """

    iri: str
    type: str
    labels: Texts
    descriptions: Texts
    defined: bool = False
    further: Predicates = ()


def render_vocabulary(schema: Schema) -> str:
    """Return labels and usage notes of the terms of others as Turtle.

    Raises:
        SchemaError: A term that records use has no label anywhere.
    """
    foreign = [term for term in profile_terms(schema) if not term.iri.startswith(DS)]
    return render_terms(our_publication(schema), foreign)


def render_terms(publication: Publication, terms: Iterable[Term]) -> str:
    """Return an ontology as Turtle: what it is called, then its terms."""
    blocks = [_to_header(publication), *(_to_block(term, publication) for term in terms)]
    return document([publication.heading], blocks, publication.prefixes)


def profile_terms(schema: Schema) -> tuple[Term, ...]:
    """Return every class and property that records of a schema use, each once.

    Shape:
        Classes, then properties, in the order of the plan, then what the build itself uses. A
        property that says more than a column of ours has the words that hold wherever it is
        used; any other that several columns state has the label that most of them give it,
        among equals that of a class of its own vocabulary. A column names what it says of its
        record, so one with a node between does not name what is said of that node, and one that
        is turned round does not name what is said of its value.

    Raises:
        SchemaError: A node between, what is said of it, a predicate that is only stated the
            other way round, or a further type has no label anywhere.
    """
    described = {term.iri: term for term in _described_terms(schema)}
    listed = {expand(term.curie): term for term in FOREIGN_TERMS}
    for name in _mentioned(schema):
        if name not in described and name not in listed and not name.startswith(DS):
            raise SchemaError(
                f"{schema.name}.yaml: {shrink(name) or name} has no label; "
                "add it to linkml_schemas/foreign_terms.py"
            )
    further = (
        Term(name, term.type, term.labels, term.comments)
        for name, term in listed.items()
        if name not in described
    )
    return (*described.values(), *further)


def _described_terms(schema: Schema) -> Iterator[Term]:
    classes: dict[str, RecordClass] = {}
    for record_class in schema.classes:
        classes.setdefault(record_class.iri, record_class)
    for name, record_class in classes.items():
        yield Term(name, "owl:Class", record_class.labels, record_class.descriptions)
    columns: dict[str, list[tuple[RecordClass, Column]]] = {}
    for record_class in schema.classes:
        for column in record_class.columns:
            if column.predicate and not (column.via or column.inverse):
                columns.setdefault(column.predicate, []).append((record_class, column))
    general = {expand(term.curie): term for term in GENERAL_TERMS}
    for name, stating in columns.items():
        chosen = _choose_column(name, stating)
        kind = _property_type([column for _, column in stating])
        wider = general.get(name)
        yield (
            Term(name, kind, wider.labels, wider.comments)
            if wider
            else Term(name, kind, chosen.labels, chosen.descriptions)
        )


def _choose_column(predicate: str, stating: Sequence[tuple[RecordClass, Column]]) -> Column:
    """Return the column whose words fit a predicate that several classes share.

    The words that most columns use; among equals, those of a class of the predicate's own
    vocabulary (skos:broader of skos:Concept).
    """
    counts = Counter(tuple(column.labels.items()) for _, column in stating)
    vocabulary = predicate[: max(predicate.rfind("#"), predicate.rfind("/")) + 1]

    def fit(pair: tuple[RecordClass, Column]) -> tuple[int, bool]:
        record_class, column = pair
        return counts[tuple(column.labels.items())], record_class.iri.startswith(vocabulary)

    return max(stating, key=fit)[1]


def _property_type(columns: Iterable[Column]) -> str:
    literal_kinds = {column.kind in {"text", "literal"} for column in columns}
    if literal_kinds == {True}:
        return "owl:DatatypeProperty"
    return "owl:ObjectProperty" if literal_kinds == {False} else "rdf:Property"


def _mentioned(schema: Schema) -> Iterator[str]:
    for record_class in schema.classes:
        yield from record_class.types
        for column in record_class.columns:
            if column.via and column.predicate:
                yield from (column.predicate, column.via.predicate, *column.via.types)
            elif column.inverse and column.predicate:
                yield column.predicate
            if column.adds_type:
                yield column.adds_type


def _to_header(publication: Publication) -> str:
    return block(
        iri(publication.ontology),
        [
            ("a", ["owl:Ontology"]),
            ("dct:title", texts(publication.titles)),
            ("dct:description", texts(publication.descriptions)),
            ("owl:versionInfo", [literal(publication.version)] if publication.version else []),
        ],
    )


def _to_block(term: Term, publication: Publication) -> str:
    about = "skos:definition" if term.defined else "rdfs:comment"
    return block(
        iri(term.iri),
        [
            ("a", [term.type]),
            ("rdfs:label", texts(term.labels)),
            (about, texts(term.descriptions)),
            *term.further,
            ("rdfs:isDefinedBy", [iri(publication.ontology)] if term.defined else []),
        ],
    )
