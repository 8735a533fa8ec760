import pytest

from linkml_schemas.compiler import compile_schema
from linkml_schemas.convention import SchemaError
from tests.linkml_schemas.schema_edits import edit

ERRORS = [
    pytest.param(
        "class_uri: ds:Decision", "class_uri: foo:Decision",
        ["small.yaml:", "class Decision", "prefix 'foo'", "declared: "], id="prefix-of-class",
    ),
    pytest.param(
        "slot_uri: dct:source", "slot_uri: foo:source",
        ["slot source", "prefix 'foo'"], id="prefix-of-slot",
    ),
    pytest.param(
        "via: regorg:registration", "via: regorg:regis<tration",
        ["slot kbo", "character that no IRI may have"], id="character-in-iri",
    ),
    pytest.param(
        "    slot_uri: dct:source\n", "", ["slot source", "slot_uri is missing"], id="no-slot-uri"
    ),
    pytest.param(
        "    class_uri: ds:Decision\n", "",
        ["class Decision", "class_uri is missing"], id="no-class-uri",
    ),
    pytest.param(
        "      normalise: kbo\n", "      normalize: kbo\n",
        ["slot kbo", "unknown annotation 'normalize'", "normalise"], id="unknown-slot-annotation",
    ),
    pytest.param(
        "      concept: beslissing\n", "      concepts: beslissing\n",
        ["class Decision", "unknown annotation 'concepts'"], id="unknown-class-annotation",
    ),
    pytest.param(
        "      scheme: gezag\n", "      schema: gezag\n",
        ["enum Standing", "unknown annotation 'schema'"], id="unknown-enum-annotation",
    ),
    pytest.param(
        "          title_en: proposal\n", "          titel_en: proposal\n",
        ["enum Standing, value voorstel", "unknown annotation 'titel_en'"],
        id="unknown-value-annotation",
    ),
    pytest.param(
        "      scheme: gezag\n", "", ["enum Standing", "need a scheme"], id="code-without-scheme"
    ),
    pytest.param(
        "      concept: beslissing\n", "      concept: besluit\n",
        ["class Decision", "'besluit' is not one of the concepts in paths"], id="unknown-concept",
    ),
    pytest.param(
        "      concept: beslissing\n", "", ["class Decision", "needs the annotation concept"],
        id="no-concept",
    ),
    pytest.param(
        "      scheme_column: scheme\n", "      scheme_column: list\n",
        ["class Concept", "scheme_column 'list'"], id="unknown-scheme-column",
    ),
    pytest.param(
        "organisatie/{ovo}", "organisatie/{ovo} https://example.org/{code}",
        ["class Organisation", "authority must name one of its columns"], id="unknown-authority",
    ),
    pytest.param(
        "      language: nl\n      group: identification\n      title_en: Name\n",
        "      group: identification\n      title_en: Name\n",
        ["slot label_nl", "language: nl"], id="language-slot-without-tag",
    ),
    pytest.param(
        "      language: en\n      group: identification\n      title_en: Name\n",
        "      language: nl\n      group: identification\n      title_en: Name\n",
        ["slot label_en", "must end in its language"], id="language-slot-with-other-tag",
    ),
    pytest.param(
        "    title: Bron\n", "", ["slot source", "title in 'nl' is missing"], id="no-dutch-title"
    ),
    pytest.param(
        "      title_en: Source\n", "",
        ["slot source", "title in 'en' is missing", "title_en"], id="no-english-title",
    ),
    pytest.param(
        "          title_en: proposal\n", "          title_en: ''\n",
        ["value voorstel", "title in 'en' is missing"], id="empty-english-title",
    ),
    pytest.param(
        "      description_en: What gives evidence of the data.\n", "",
        ["slot source", "description in 'en' is missing"], id="no-english-description",
    ),
    pytest.param(
        "          description_en: A body established this.\n", "",
        ["value vastgesteld", "description in 'en' is missing"], id="half-described-value",
    ),
    pytest.param(
        "What gives evidence of the data.", "What gives evidence of the data",
        ["slot source", "full stop"], id="no-full-stop",
    ),
    pytest.param(
        "          title_en: Title\n          description_en: The title of the decision.\n"
        "      label_en:", "      label_en:",
        ["class Decision, slot label_nl", "title in 'en' is missing"], id="half-overridden-title",
    ),
    pytest.param(
        "    slot_uri: skos:notation\n", "    slot_uri: skos:notation\n    multivalued: true\n",
        ["slot kbo", "multivalued slot cannot have via"], id="via-on-multivalued",
    ),
    pytest.param(
        "      via: regorg:registration\n", "", ["slot kbo", "via_types needs via"], id="no-via"
    ),
    pytest.param(
        "      via: regorg:registration\n",
        "      via: regorg:registration\n      inverse: true\n",
        ["slot kbo", "via and inverse"], id="via-and-inverse",
    ),
    pytest.param(
        "      normalise: ovo\n", "      normalise: ovo\n      inverse: true\n",
        ["slot ovo", "inverse needs a range of IRIs"], id="inverse-literal",
    ),
    pytest.param(
        "      inverse: true\n", "      inverse: misschien\n",
        ["slot part_of", "true or false"], id="inverse-unclear",
    ),
    pytest.param(
        "refnis2025/{value}", "refnis2025/", ["slot nis", "{value}"], id="template-without-value"
    ),
    pytest.param(
        "      normalise: nis\n", "      normalise: postcode\n",
        ["slot nis", "cannot normalise 'postcode'", "ovo, kbo, nis, eli"], id="unknown-normaliser",
    ),
    pytest.param(
        "      group: contact\n", "      group: Contact us\n",
        ["slot homepage", "group must be one lower-case word"], id="group",
    ),
    pytest.param(
        "    slot_uri: schema:foundingDate\n", "    slot_uri: foaf:homepage\n",
        ["class Organisation", "columns homepage and founded both state"], id="equal-predicates",
    ),
    pytest.param(
        "      via: dct:temporal\n      via_types: dct:PeriodOfTime\n      group: validity\n"
        "      title_en: Valid to\n",
        "      via: dct:temporal\n      group: validity\n      title_en: Valid to\n",
        ["class Organisation", "valid_to", "other via_types"], id="node-with-two-types",
    ),
    pytest.param(
        "    slot_uri: schema:foundingDate\n", "    slot_uri: dct:temporal\n",
        ["class Organisation", "founded", "other columns use as via"], id="node-and-value",
    ),
    pytest.param(
        "    range: Decision\n", "    range: Besluit\n", ["slot part_of", "Besluit"], id="range"
    ),
    pytest.param(
        "    class_uri: ds:Body\n", "    class_uri: org:Organization\n",
        ["class Organisation and class Body have the same class_uri"], id="equal-classes",
    ),
    pytest.param(
        "      scheme: organisatietype\n", "      scheme: gezag\n",
        ["enum Standing and enum OrganisationKind have the same scheme"], id="equal-schemes",
    ),
    pytest.param(
        "      agentschap:\n        title: agentschap\n",
        "      agentschap:\n        title: agentschap\n"
        "        meaning: https://begrip.example/id/concept/organisatietype/gemeente\n",
        ["value gemeente and value agentschap", "same meaning"], id="equal-meanings",
    ),
    pytest.param(
        "      agentschap:\n        title: agentschap\n",
        "      agentschap:\n        title: agentschap\n"
        "        meaning: http://example.org/body-kinds/steering\n",
        ["has other titles in enum BodyKind than in enum OrganisationKind"],
        id="meaning-with-two-titles",
    ),
    pytest.param(
        "      gemeente:\n", "      gemeente|stad:\n",
        ["a code stands in a cell"], id="code-with-bar",
    ),
    pytest.param(
        "  foaf: http://xmlns.com/foaf/0.1/\n", "  foaf: http://xmlns.com/foaf/\n",
        ["prefix 'foaf' stands for http://xmlns.com/foaf/"], id="other-namespace",
    ),
    pytest.param("version: 1.2.3\n", "", ["schema small", "version is missing"], id="no-version"),
    pytest.param("slots: [body_kind]", "slots: [body_kind", ["no YAML"], id="no-yaml"),
    pytest.param(
        "  - linkml:types\n", "  - linkml:types\n  - absent\n", ["absent.yaml does not exist"],
        id="absent-import",
    ),
    pytest.param(
        "    mixin: true\n", "    mixxin: true\n",
        ["classes → Identified → mixxin", "no LinkML", "no such key"], id="no-linkml",
    ),
    pytest.param(
        "    multivalued: true\n", "    multivalued: maybe\n",
        ["slots → same_as → multivalued", "maybe: Must be a boolean"], id="no-boolean",
    ),
    pytest.param(
        "slots:\n  id:", "slotss:\n  id:", ["slotss", "no such key"], id="no-section"
    ),
    pytest.param(
        "    slot_uri: dct:source\n", "    slot_uri: dct:source\n    slot_uri: dct:title\n",
        ["slots → source → slot_uri", "stands here twice"], id="key-twice",
    ),
    pytest.param(
        "    pattern: ^OVO[0-9]{6}$\n", "    pattern: (^OVO[0-9]{6}$\n",
        ["slot ovo", "pattern '(^OVO[0-9]{6}$' is no regular expression"], id="pattern",
    ),
    pytest.param(
        "    pattern: ^[0-9]{4}$\n", "    pattern: '[0-9'\n",
        ["type GYear", "pattern '[0-9' is no regular expression"], id="pattern-of-type",
    ),
    pytest.param(
        "      label_nl:\n        title: Titel\n",
        "      label_nl:\n        pattern: '*'\n        title: Titel\n",
        ["class Decision, slot label_nl", "pattern '*' is no regular"], id="pattern-of-usage",
    ),
    pytest.param(
        "    range: Decision\n", "    any_of:\n      - range: Decision\n      - range: Body\n",
        ["slot part_of", "any_of would be ignored"], id="any-of",
    ),
    pytest.param(
        "    class_uri: ds:Decision\n",
        "    class_uri: ds:Decision\n    rules:\n      - title: odd\n",
        ["class Decision", "rules would be ignored"], id="rules",
    ),
    pytest.param(
        "    class_uri: org:Organization\n",
        "    class_uri: org:Organization\n"
        "    unique_keys:\n      code:\n        unique_key_slots: [ovo, kbo]\n",
        ["class Organisation", "unique key must have one slot"], id="wide-unique-key",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("old", "new", "fragments"), ERRORS)
def test_fault_in_a_schema_is_refused_with_place_and_remedy(tmp_path, old, new, fragments):
    path = edit(tmp_path, old, new)

    with pytest.raises(SchemaError) as caught:
        compile_schema(path)

    for fragment in fragments:
        assert fragment in str(caught.value)


def test_error_names_the_line_of_the_element(tmp_path):
    path = edit(tmp_path, "      title_en: Source\n", "")
    line = path.read_text(encoding="utf-8").splitlines().index("  source:") + 1

    with pytest.raises(SchemaError, match=f"^small.yaml:{line}: slot source: "):
        compile_schema(path)


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("    required: true\n", "    requird: true\n", "requird: true"),
        ("    multivalued: true\n", "    multivalued: maybe\n", "multivalued: maybe"),
        ("        title: voorstel\n", "        titel: voorstel\n", "titel: voorstel"),
        ("version: 1.2.3\n", "version: 1.2.3\nversie: 1\n", "versie: 1"),
    ],
)
def test_what_linkml_refuses_is_named_by_its_line(tmp_path, old, new, line):
    path = edit(tmp_path, old, new)
    lines = [each.strip() for each in path.read_text(encoding="utf-8").splitlines()]

    with pytest.raises(SchemaError, match=f"^small.yaml:{lines.index(line) + 1}: "):
        compile_schema(path)


def test_what_linkml_refuses_in_an_imported_file_is_named_by_that_file(tmp_path):
    imported = edit(tmp_path, "    multivalued: true\n", "    multivalued: maybe\n")
    path = tmp_path / "whole.yaml"
    path.write_text(
        "id: https://begrip.example/ns/schema/whole\nname: whole\nimports: [small]\n",
        encoding="utf-8",
    )
    lines = imported.read_text(encoding="utf-8").splitlines()

    with pytest.raises(SchemaError) as caught:
        compile_schema(path)

    line = lines.index("    multivalued: maybe") + 1
    assert str(caught.value).startswith(f"small.yaml:{line}: slots → same_as → multivalued: ")
