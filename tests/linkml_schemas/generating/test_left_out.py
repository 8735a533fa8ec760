import pytest

from linkml_schemas.generating.artefacts import read_subject, render_files
from linkml_schemas.generating.left_out import find_left_out
from linkml_schemas.generating.naming import Languages
from linkml_schemas.modelling.reading import read_model
from ontology.namespaces import PREFIXES
from tests.linkml_schemas.generating.library import LIBRARY, to_lines


@pytest.mark.parametrize(
    ("old", "new", "element", "feature"),
    [
        ("    is_a: Work\n", "    is_a: Work\n    disjoint_with: [Copy]\n", "class Book",
         "disjoint_with"),
        ("    range: date\n", "    range: date\n    none_of:\n      - minimum_value: 3\n",
         "slot born", "none_of"),
        ("    range: date\n", "    range: date\n    ifabsent: date(1900-01-01)\n", "slot born",
         "ifabsent"),
        ("    range: date\n", "    range: date\n    minimum_value: '1900-01-01'\n", "slot born",
         "minimum_value"),
        ("    range: date\n", "    range: date\n    inverse: wrote\n", "slot born", "inverse"),
        ("    range: date\n", "    any_of:\n      - range: date\n      - range: integer\n",
         "slot born", "any_of"),
        ("    range: date\n", "    range: date\n    pattern: ^(?!19)\n", "slot born", "pattern"),
        ("      novel:\n", "      a/b:\n        meaning: lib:genres/ab\n      novel:\n",
         "value a/b", "meaning"),
        ("    maximum_value: 100\n", "    maximum_value: 100\n    union_of: [integer, float]\n",
         "type Percentage", "union_of"),
        ("        range: Condition\n",
         "        range: Condition\n        equals_expression: a\n",
         "slot condition", "equals_expression"),
        ("        inlined: true\n", "        inlined: true  # still\n", "slot people", "inlined"),
        ("    range: date\n", "    range: uriorcurie\n    equals_string: here\n", "slot born",
         "equals_string"),
    ],
    ids=lambda value: str(value).strip()[:24],
)  # fmt: skip
def test_what_cannot_be_expressed_is_named_where_it_stands(other, old, new, element, feature):
    text = LIBRARY.read_text(encoding="utf-8")
    assert old in text
    other.write_text(text.replace(old, new, 1), encoding="utf-8")

    found = [each for each in find_left_out(read_model(other)) if each.feature == feature]

    assert element in {each.element for each in found}
    (named,) = [each for each in found if each.element == element]
    lines = other.read_text(encoding="utf-8").splitlines()
    assert lines[named.place.line - 1].split(":")[0].strip() in (feature, "a/b")


def test_report_is_in_the_order_of_the_files():
    found = find_left_out(read_model(LIBRARY))

    assert [each.place.line for each in found] == sorted(each.place.line for each in found)
    assert len(found) == len(set(found)) == 4


def test_prefix_that_is_not_declared_is_named_and_a_common_one_is_read_as_usual(other):
    text = LIBRARY.read_text(encoding="utf-8")
    text = text.replace("slot_uri: sdo:name", "slot_uri: rdfs:label")
    text = text.replace("  Work:\n", "  Work:\n    class_uri: nowhere:Work\n")
    text = text.replace("[sdo:Organization]", "[sdo:Organization, nowhere:Body]")
    other.write_text(text, encoding="utf-8")
    subject = read_subject(other, Languages())

    said = {(each.element, each.feature): each.message for each in find_left_out(subject.model)}
    terms = {term.iri for term in subject.terms}

    assert "rdfs:label is read as usual" in said["slot full name", "slot_uri"]
    assert "nowhere:Work is left out" in said["class Work", "class_uri"]
    assert "nowhere:Body is left out" in said["class Organisation", "exact_mappings"]
    assert {f"{PREFIXES['rdfs']}label", "https://example.org/library/Work"} <= terms
    assert b"nowhere" not in b"".join(render_files(subject, ["shapes", "ontology"]).values())


def test_code_that_is_its_own_curie_loses_nothing(other):
    text = LIBRARY.read_text(encoding="utf-8")
    text = text.replace("      novel:\n", "      lib:essay:\n        meaning: lib:essay\n"
                        "      novel:\n")  # fmt: skip
    other.write_text(text, encoding="utf-8")
    subject = read_subject(other, Languages())

    assert not any(each.element == "value lib:essay" for each in find_left_out(subject.model))
    context = render_files(subject, ["context"])["context.jsonld"]
    assert "<https://example.org/library/essay> ." in to_lines(context, {"genre": "lib:essay"})


def test_maps_of_prefixes_that_are_not_read_are_named_once_where_they_stand(other):
    text = LIBRARY.read_text(encoding="utf-8")
    text = text.replace("default_prefix: lib\n", "default_prefix: lib\n"
                        "default_curi_maps: [semweb_context, obo_context]\n")  # fmt: skip
    text = text.replace("[sdo:Organization]", "[UO:1, UO:2, rdfs:Resource]")
    other.write_text(text, encoding="utf-8")

    found = [e for e in find_left_out(read_model(other)) if e.feature == "default_curi_maps"]

    assert [each.message.partition(" is not read")[0] for each in found] == [
        "semweb_context, obo_context"
    ]
    assert found[0].message.endswith("UO stands for nothing")
    assert (
        found[0].place.line
        == text.splitlines().index("default_curi_maps: [semweb_context, obo_context]") + 1
    )
