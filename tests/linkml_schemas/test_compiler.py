import os
import time

import pytest

from linkml_schemas.compiler import compile_schema
from linkml_schemas.plan import Via
from linkml_schemas.source import index_lines
from ontology.namespaces import DS, PREFIXES
from tests.linkml_schemas.schema_edits import edit

XSD, DCT, SKOS = PREFIXES["xsd"], PREFIXES["dct"], PREFIXES["skos"]


def test_columns_are_ordered_shared_first_own_as_declared_shared_last(small):
    names = [column.name for column in small.record_class("Organisation").columns]

    assert names == [
        *("id", "iri", "same_as", "label_nl", "label_en", "alt_label_nl"),
        *("ovo", "kbo", "kind", "nis", "parent", "homepage", "founded", "staff", "active", "year"),
        *("valid_from", "valid_to", "source", "standing"),
    ]  # fmt: skip


def test_abstract_classes_and_mixins_have_no_plan(small):
    names = [record_class.name for record_class in small.classes]

    assert names == ["Organisation", "Body", "Decision", "Principle", "Concept", "ConceptScheme"]


def test_types_begin_with_the_class_itself(small):
    assert small.record_class("Body").types == (f"{DS}Body", f"{PREFIXES['org']}Organization")
    assert small.record_class("Organisation").types == (f"{PREFIXES['org']}Organization",)


def test_class_says_how_its_records_are_minted(small):
    organisation = small.record_class("Organisation")

    assert organisation.concept == "organisatie"
    assert organisation.authority == "https://data.vlaanderen.be/id/organisatie/{ovo}"
    assert small.record_class("Principle").scheme == "principe"
    assert small.record_class("Concept").scheme_column == "scheme"


def test_reference_targets_are_the_concrete_descendants_of_the_range(small):
    decision = small.record_class("Decision")

    assert decision.column("charged").targets == ("Organisation", "Body")
    assert decision.column("subject").targets == tuple(each.name for each in small.classes)


@pytest.mark.parametrize(
    ("class_name", "column", "kind", "datatype"),
    [
        ("Organisation", "label_nl", "text", None),
        ("Organisation", "homepage", "iri", None),
        ("Organisation", "parent", "reference", None),
        ("Organisation", "kind", "code", None),
        ("Organisation", "ovo", "literal", f"{XSD}string"),
        ("Organisation", "founded", "literal", f"{XSD}date"),
        ("Organisation", "staff", "literal", f"{XSD}decimal"),
        ("Organisation", "active", "literal", f"{XSD}boolean"),
        ("Organisation", "year", "literal", f"{XSD}gYear"),
        ("Decision", "taken_at", "literal", f"{XSD}dateTime"),
        ("Principle", "position", "literal", f"{XSD}integer"),
    ],
)
def test_range_decides_kind_and_datatype(small, class_name, column, kind, datatype):
    found = small.record_class(class_name).column(column)

    assert (found.kind, found.datatype) == (kind, datatype)


def test_column_keeps_what_the_annotations_say(small):
    organisation = small.record_class("Organisation")
    kbo, nis = organisation.column("kbo"), organisation.column("nis")

    assert kbo.via == Via(f"{PREFIXES['regorg']}registration", (f"{PREFIXES['adms']}Identifier",))
    assert kbo.adds_type == f"{PREFIXES['regorg']}RegisteredOrganization"
    assert kbo.normalise == "kbo"
    assert nis.template == "http://vocab.belgif.be/auth/refnis2025/{value}"
    assert small.record_class("Principle").column("part_of").inverse
    assert organisation.column("label_nl").language == "nl"
    assert organisation.column("homepage").group == "contact"


def test_only_steering_columns_have_no_predicate(small):
    without = {
        column.name
        for record_class in small.classes
        for column in record_class.columns
        if column.predicate is None
    }

    assert without == {"id", "iri"}


def test_limits_patterns_and_uniqueness_come_from_slot_and_type(small):
    position = small.record_class("Principle").column("position")
    organisation = small.record_class("Organisation")

    assert (position.minimum, position.maximum) == ("1", "99")
    assert organisation.column("year").pattern == "^[0-9]{4}$"
    assert organisation.column("id").unique
    assert organisation.column("id").required
    assert not organisation.column("ovo").unique


def test_usage_in_a_class_keeps_the_annotations_that_it_does_not_repeat(small):
    title = small.record_class("Decision").column("label_nl")

    assert (title.predicate, title.language) == (f"{DCT}title", "nl")
    assert title.labels == {"nl": "Titel", "en": "Title"}
    assert title.required


def test_other_languages_come_from_annotations(small):
    labels = small.record_class("Organisation").column("alt_label_nl").labels

    assert labels == {"nl": "Andere naam", "en": "Other name", "fr": "Autre nom"}


def test_code_without_meaning_is_minted_and_one_with_keeps_its_iri(small):
    kind, body_kind = small.enumeration("OrganisationKind"), small.enumeration("BodyKind")

    assert kind.scheme == "https://begrip.example/id/conceptscheme/organisatietype"
    assert kind.values[0].iri == "https://begrip.example/id/concept/organisatietype/gemeente"
    assert body_kind.scheme == "http://example.org/body-kinds"
    assert body_kind.values[0].iri == "http://example.org/body-kinds/steering"


def test_unique_key_of_one_slot_makes_its_column_unique(tmp_path):
    changed = edit(
        tmp_path,
        "    class_uri: org:Organization\n",
        "    class_uri: org:Organization\n"
        "    unique_keys:\n      code:\n        unique_key_slots: [ovo]\n",
    )

    assert compile_schema(changed).record_class("Organisation").column("ovo").unique


def test_digest_is_the_same_for_the_same_schema(tmp_path, small):
    copy = edit(tmp_path, "De dag van oprichting.", "De dag van oprichting.")

    assert compile_schema(copy).digest == small.digest
    assert len(small.digest) == 16


def test_digest_changes_with_a_description(tmp_path, small):
    changed = edit(tmp_path, "De dag van oprichting.", "De dag waarop het begon.")

    assert compile_schema(changed).digest != small.digest


def test_plan_is_given_again_until_a_file_of_the_schema_changes(tmp_path):
    path = edit(tmp_path, "De dag van oprichting.", "De dag van oprichting.")
    long_ago = time.time() - 3600
    os.utime(path, (long_ago, long_ago))
    first = compile_schema(path)

    assert compile_schema(path) is first
    edit(tmp_path, "De dag van oprichting.", "De dag waarop het begon.")
    assert compile_schema(path).digest != first.digest


def test_plan_of_a_file_that_is_written_meanwhile_is_not_kept(tmp_path):
    path = edit(tmp_path, "De dag van oprichting.", "De dag van oprichting.")
    soon = time.time() + 3600
    os.utime(path, (soon, soon))

    assert compile_schema(path) is not compile_schema(path)


def test_line_of_a_key_is_found_by_its_path():
    lines = index_lines("classes:\n  Role:\n    title: Rol\n  Post:\n    title: Post\n")

    assert lines[("classes", "Post", "title")] == 5
