"""Each kind of dirt in the shared data: repaired where a rule says so, and reported."""

import gzip

import pytest

pytestmark = pytest.mark.shared

REPAIRED = [
    pytest.param("standaarden-rijen", "organisations responsible", 45, id="four spellings"),
    pytest.param("lblod-lokale-besturen", "organisations owl:sameAs", 605, id="sameAs"),
    pytest.param("vlaamse-codelijsten", "predicates skos:inscheme", 73, id="inscheme"),
    pytest.param("eu-vl-thesauri", "predicates skos:inscheme", 75, id="inscheme in XML"),
    pytest.param("dcat-vlaanderen", "curies dct:", 36, id="CURIE"),
    pytest.param("dcat-vlaanderen", "iris htts://", 9, id="scheme"),
    pytest.param("dcat-vlaanderen", "relative_iris www.", 1, id="relative in XML"),
    pytest.param("organisaties-ovo", "relative_iris www.", 2, id="relative"),
    pytest.param(
        "eu-vl-thesauri", "predicates http://purl.org/dc/elements/1.1/title", 14, id="dc elements"
    ),
    pytest.param("vlaamse-codelijsten", "untagged skos:prefLabel", 68, id="no language"),
    pytest.param(
        "themis-beleid",
        "datatypes http://mu.semte.ch/vocabularies/typed-literals/boolean",
        18,
        id="private datatype",
    ),
    pytest.param("standaarden-rijen", "values usage TBD", 2, id="TBD"),
    pytest.param(
        "standaarden-rijen", "values usage Aanbevolgen (vrijwillig)", 1, id="misspelt code"
    ),
    pytest.param(
        "standaarden-rijen", "iris https://data.vlaanderen.be/doc/concept/", 3, id="/doc/concept/"
    ),
    pytest.param("standaarden-rijen", "values published TBD", 3, id="date to be decided"),
    pytest.param("standaarden-rijen", "spaces documentation", 4, id="spaces in an IRI"),
]

DROPPED = [
    pytest.param("organisaties-ovo", "classes schema:ContactPoint", 2840, id="contact points"),
    pytest.param("dcat-vlaanderen", "contact_points_of_persons", 3, id="of persons"),
    pytest.param("belgium-federal-dcat", "contact_points_of_persons", 12, id="address"),
    pytest.param("themis-beleid", "iris share://", 24, id="no scheme of the web"),
    pytest.param("vlaamse-codelijsten", "iris file:///", 3, id="files of a laptop"),
]


@pytest.mark.parametrize(("registry", "rule", "count"), REPAIRED)
def test_dirt_is_repaired_by_rule_and_reported(real, registry, rule, count):
    examples = [
        row
        for row in real.report("repairs")
        if (row["registry"], row["what"], row["rule"]) == (registry, "repaired", rule)
    ]

    assert real.entry(registry)["repaired"][rule] == count
    assert len(examples) == min(count, 5)
    assert all(row["before"] != row["after"] and row["file"] for row in examples)


@pytest.mark.parametrize(("registry", "rule", "count"), DROPPED)
def test_what_is_left_out_is_counted_and_not_shown(real, registry, rule, count):
    told = [
        row
        for row in real.report("repairs")
        if (row["registry"], row["what"], row["rule"]) == (registry, "dropped", rule)
    ]

    assert real.entry(registry)["dropped"][rule] == count
    assert [(row["count"], row["before"], row["after"]) for row in told] == [(str(count), "", "")]


def test_every_rule_of_every_definition_applied(real):
    assert not any("never applied" in text for text in real.warnings)


def test_a_person_at_the_terminal_hears_of_files_that_are_left_out(real):
    assert [text.partition(" files")[0] for text in real.warnings] == [
        "belgif-vocab: 6 of 33",
        "belgium-federal-dcat: 2 of 13",
        "semic-profiles: 1 of 10",
        "vlaamse-codelijsten: 3 of 28",
    ]


def test_no_contact_point_of_an_organisation_is_left(real):
    dump = real.settings.data / "current" / real.entry("organisaties-ovo")["dump"]["path"]

    assert b"ContactPoint" not in gzip.decompress(dump.read_bytes())


def test_what_no_slot_takes_is_counted(real):
    assert real.entry("organisaties-rijen")["unmapped"] == {
        "foaf:primaryTopic": 153,
        "rdf:type": 153,
        "rdfs:label": 153,
    }


def test_the_nearest_code_is_proposed(real):
    told = [row for row in real.report("quarantine") if row["registry"] == "standaarden-rijen"]

    codes = {row["remedy"] for row in told if row["reason"].startswith("enumeration")}
    assert codes == {"did you mean Interoperabiliteit?"}


def test_a_wrong_value_is_told_with_its_file_and_line(real):
    told = [row for row in real.report("quarantine") if row["column"] == "dct:modified"]

    assert len(told) == real.entry("belgif-vocab")["rows"]["refused"] == 9
    assert all(row["file"] and int(row["row"]) > 0 for row in told)


def test_dump_and_store_agree(real):
    import pyoxigraph as ox

    store = ox.Store.read_only(str(real.settings.data / "current/store"))
    for entry in real.manifest["registries"]:
        dump = real.settings.data / "current" / entry["dump"]["path"]
        quads = set(ox.parse(gzip.decompress(dump.read_bytes()), ox.RdfFormat.N_QUADS))
        graph = ox.NamedNode(entry["graph"])
        assert quads == set(store.quads_for_pattern(None, None, None, graph))
