"""Our shapes and JSON Schema judge data as LinkML's own generators do, where those can."""

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft201909Validator
from linkml.generators.jsonschemagen import JsonSchemaGenerator
from linkml.generators.shaclgen import ShaclGenerator
from linkml_runtime.utils.schemaview import SchemaView
from pyshacl import validate
from rdflib import Graph, Namespace, URIRef

from linkml_schemas.generating.artefacts import read_subject, render_files
from linkml_schemas.generating.left_out import find_left_out
from linkml_schemas.generating.naming import Languages
from linkml_schemas.modelling.values import camel_case, underscore
from tests.linkml_schemas.generating.library import (
    FAULTS,
    LIBRARY,
    VALID,
    replaced,
    to_lines,
    typed,
)

pytestmark = pytest.mark.slow

SH = Namespace("http://www.w3.org/ns/shacl#")
META = Path(str(find_spec("linkml_runtime").origin)).parent
METAMODEL = META / "linkml_model" / "model" / "schema" / "meta.yaml"
"""The largest schema that the installed LinkML ships: its own."""

DIFFERENCES = {
    ("Book", "author"): "LinkML leaves counts of any_of out",
    ("Book", "kind"): "LinkML leaves equals_string of a slot out of its shapes",
    ("Copy", "wear"): "LinkML leaves bounds of a type out of its shapes",
    ("Book", "isbn"): "LinkML leaves structured patterns out until they are materialised",
}
"""Faults that LinkML's shapes do not see, and why."""

ELSEWHERE = {("Person", "wrote")}
"""References that LinkML's shapes refuse, be they right or wrong, when what they lead to is not
described in the same data; ours refuse what is described as something else."""


@cache
def their_shapes() -> Graph:
    text = ShaclGenerator(str(LIBRARY), closed=False, suffix="Shape").serialize()
    return Graph().parse(data=text, format="turtle")


def paths(shapes: Graph, data: Graph) -> set[str]:
    _, report, _ = validate(data, shacl_graph=shapes, advanced=False)
    return {str(report.value(each, SH.resultPath)) for each in report.objects(None, SH.result)}


@pytest.mark.parametrize(
    ("class_name", "column", "value"), FAULTS, ids=[str(n) for n in range(len(FAULTS))]
)
def test_what_their_shapes_refuse_is_refused_by_ours(library, files, class_name, column, value):
    record = typed(class_name, replaced(class_name, column, value))
    data = Graph().parse(data=to_lines(files["context.jsonld"], record), format="nt")
    path = library.plan.record_class(class_name).column(column).predicate
    ours = Graph().parse(data=files["shapes.ttl"], format="turtle")

    theirs = path in paths(their_shapes(), data)

    if theirs:
        assert (path in paths(ours, data)) == ((class_name, column) not in ELSEWHERE)
    else:
        assert (class_name, column) in DIFFERENCES or class_name in {"Catalogue", "Book"}


@pytest.mark.parametrize("class_name", ["Person", "Organisation", "Copy"])
def test_shapes_say_the_same_of_datatype_count_pattern_and_bounds(library, files, class_name):
    ours = Graph().parse(data=files["shapes.ttl"], format="turtle")
    iri = URIRef(library.plan.record_class(class_name).iri)

    assert constraints(their_shapes(), iri) <= constraints(ours, iri)


def constraints(shapes: Graph, target: URIRef) -> set[tuple[str, str, str]]:
    kept = ("datatype", "minCount", "maxCount", "pattern", "minInclusive", "maxInclusive")
    return {
        (str(shapes.value(prop, SH.path)), key, str(value))
        for shape in shapes.subjects(SH.targetClass, target)
        for prop in shapes.objects(shape, SH.property)
        for key in kept
        if (value := shapes.value(prop, SH[key])) is not None
        # LinkML names its identifier a property too; in RDF it is the subject.
        and str(shapes.value(prop, SH.path)) != "https://example.org/library/id"
    }


@pytest.mark.parametrize("class_name", [name for name in VALID if name != "Catalogue"])
def test_json_that_their_schema_accepts_is_accepted_by_ours(files, class_name):
    theirs = json.loads(JsonSchemaGenerator(str(LIBRARY), metadata=False).serialize())
    ours = json.loads(files["schema.json"])

    def accepts(schema: dict[str, Any]) -> bool:
        of_class = {"$defs": schema["$defs"], "$ref": f"#/$defs/{class_name}"}
        return not list(Draft201909Validator(of_class).iter_errors(VALID[class_name]))

    assert (accepts(theirs), accepts(ours)) == (True, True)


def test_record_of_a_class_below_an_abstract_one_is_accepted_by_ours_only(files):
    record = {"holder": VALID["Organisation"]}
    theirs = json.loads(JsonSchemaGenerator(str(LIBRARY), metadata=False).serialize())
    ours = json.loads(files["schema.json"])

    assert list(Draft201909Validator(theirs).iter_errors(record))
    assert not list(Draft201909Validator(ours).iter_errors(record))


def test_properties_and_required_ones_of_a_large_schema_are_those_of_linkml():
    subject = read_subject(METAMODEL, Languages())
    view = SchemaView(str(METAMODEL))

    for name, each in view.all_classes().items():
        if each.abstract or each.mixin or each.class_uri == "linkml:Any":
            continue
        slots = [view.induced_slot(slot, name) for slot in view.class_slots(name)]
        columns = {
            column.name: column for column in subject.plan.record_class(camel_case(name)).columns
        }
        assert set(columns) == {underscore(slot.name) for slot in slots}
        for slot in slots:
            column = columns[underscore(slot.name)]
            assert column.multivalued == bool(slot.multivalued), (name, slot.name)
            assert column.required == bool(slot.required or slot.identifier or slot.key)


def test_everything_is_made_of_a_large_schema_of_others():
    subject = read_subject(METAMODEL, Languages())

    files = render_files(subject)

    Draft201909Validator.check_schema(json.loads(files["schema.json"]))
    assert len(Graph().parse(data=files["shapes.ttl"], format="turtle")) > 3000
    assert len(Graph().parse(data=files["ontology.ttl"], format="turtle")) > 1000
    assert find_left_out(subject.model)
