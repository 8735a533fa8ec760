"""What the shipped registries say of codes, areas, services and bodies, as a build publishes it."""

from collections import defaultdict
from pathlib import Path

import pyoxigraph as ox
import pytest
from click.testing import CliRunner

from begrip import main
from linkml_schemas.plan import read_plan_at
from ontology.namespaces import PREFIXES, rebase
from queries.binding import to_example
from queries.reader import read_query

pytestmark = pytest.mark.slow

BASE = "http://data.example.org"
CODES = (
    "beleidsdomeinen", "beleidsvelden", "bestuursorgaansoorten", "codelijsten", "codes-belgie",
    "codes-dcat-vlaanderen", "codes-europa", "codes-lokale-besturen", "conceptschemas",
    "diensten", "licenties",
)  # fmt: skip
"""The graphs in which everything has a name in Dutch and in English."""


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """The shipped registries, built."""
    return build(tmp_path_factory.mktemp("data"))


@pytest.fixture(scope="module")
def facts(tmp_path_factory: pytest.TempPathFactory) -> ox.Store:
    """The shipped registries without the examples, built."""
    return build(tmp_path_factory.mktemp("facts"), BEGRIP_EXAMPLES="off")


def build(data: Path, **environment: str) -> ox.Store:
    """Return the store that a build of the shipped registries publishes."""
    arguments = ["build", "--data", str(data), "--base", BASE]
    built = CliRunner().invoke(main, arguments, env=environment)
    assert built.exit_code == 0, built.output
    return ox.Store.read_only(str(data / "current" / "store"))


def ask(store: ox.Store, variables: str, pattern: str) -> list[tuple[str, ...]]:
    """Return the distinct solutions of a graph pattern."""
    prefixes = "\n".join(f"PREFIX {name}: <{iri}>" for name, iri in PREFIXES.items())
    text = f"{prefixes}\nSELECT DISTINCT {variables} {{ {pattern} }} ORDER BY {variables}"
    solutions = store.query(rebase(text, BASE))
    assert isinstance(solutions, ox.QuerySolutions)
    return [tuple(str(getattr(term, "value", "")) for term in row) for row in solutions]


@pytest.mark.parametrize("graph", CODES)
def test_everything_in_a_list_has_a_dutch_and_an_english_name(store, graph):
    named = f"GRAPH <{BASE}/id/graaf/{graph}>"
    everything = f'{named} {{ ?it a ?class FILTER (!CONTAINS(STR(?it), "/genid/")) }}'
    both = f"""{named} {{ ?it skos:prefLabel ?nl, ?en }}
        FILTER (LANG(?nl) = "nl" && LANG(?en) = "en")"""

    assert ask(store, "?it", everything)
    assert ask(store, "?it", f"{everything} FILTER NOT EXISTS {{ {both} }}") == []


def test_no_registry_repeats_a_code_of_an_enumeration(store):
    plan = read_plan_at(BASE)
    codes = {value.iri for each in plan.enumerations for value in each.values}
    said = ask(store, "?graph ?it", "GRAPH ?graph { ?it skos:prefLabel ?label }")

    assert {graph for graph, it in said if it in codes} == {f"{BASE}/id/graaf/codelijsten"}


def test_every_list_in_which_a_concept_stands_is_described(store):
    undescribed = """?concept skos:inScheme ?scheme
        FILTER NOT EXISTS { ?scheme a skos:ConceptScheme ; skos:prefLabel ?label }"""

    assert ask(store, "?scheme", undescribed) == []


def test_the_licence_of_every_registry_is_described(store):
    licensed = "?graph a sd:NamedGraph ; dct:license ?licence"
    undescribed = f"{licensed} FILTER NOT EXISTS {{ ?licence a dct:LicenseDocument }}"

    assert len(ask(store, "?licence", licensed)) > 3
    assert ask(store, "?licence", undescribed) == []


def test_the_area_of_every_organisation_is_described(store):
    areas = set(ask(store, "?area", "?organisation cv:spatial ?area"))

    assert len(areas) > 200
    assert areas <= set(ask(store, "?area", "?area a dct:Location"))


def test_every_area_with_a_code_but_one_lies_in_the_country(store):
    outside = """?area a dct:Location ; skos:notation ?code
        FILTER NOT EXISTS { ?area skos:broader* <http://vocab.belgif.be/auth/refnis2025/1000> }"""

    assert ask(store, "?code", outside) == [("37021",)], "the source puts Wingene nowhere"


def test_districts_and_provinces_have_their_governing_bodies(store):
    pattern = """?unit org:classification/skos:notation ?type ; ds:governingBodyKind ?kind .
        ?kind skos:prefLabel ?name FILTER (LANG(?name) = "nl")"""
    found = defaultdict(set)
    for type_, unit, name in ask(store, "?type ?unit ?name", pattern):
        found[type_, unit].add(name)

    assert [names for (type_, _), names in found.items() if type_ == "district"] == [
        {"Districtsburgemeester", "Districtscollege", "Districtsraad"}
    ] * 9
    assert [names for (type_, _), names in found.items() if type_ == "provincie"] == [
        {"Deputatie", "Financieel beheerder", "Gouverneur", "Griffier", "Provincieraad"}
    ] * 5


def test_the_policy_fields_of_the_strategy_held_when_it_was_approved(store):
    pattern = """?strategy a ds:Strategy ; dct:issued ?approved ; dct:subject ?field .
        ?field skos:prefLabel ?name ; dct:temporal [ dcat:startDate ?start ; dcat:endDate ?end ]
        FILTER (?start <= ?approved && ?approved < ?end && LANG(?name) = "nl")"""

    assert ask(store, "?name", pattern) == [
        ("Digitalisering",),
        ("Ondersteuning Vlaamse Regering",),
    ]


def test_the_services_that_the_note_names_are_there(store):
    pattern = """?service dct:isReferencedBy ?strategy ; skos:prefLabel ?name
        FILTER (LANG(?name) = "nl")"""

    assert ask(store, "?name", pattern) == [
        ("Datavindplaats",),
        ("Kruispuntbank Vlaanderen",),
        ("Vlaamse openbare statistieken",),
    ]


def test_one_policy_field_is_not_there_twice_at_one_time(store):
    twice = """?one skos:broader ?domain ; skos:prefLabel ?name ; dct:temporal ?period .
        ?period dcat:startDate ?start .
        ?two skos:broader ?domain ; skos:prefLabel ?name ; dct:temporal ?later .
        ?later dcat:startDate ?next
        FILTER (?one != ?two && ?start <= ?next && LANG(?name) = "nl")
        FILTER NOT EXISTS { ?period dcat:endDate ?end FILTER (?end <= ?next) }"""

    assert ask(store, "?one ?two", twice) == []


@pytest.mark.parametrize(
    ("name", "rows", "without_examples"),
    [
        ("data_owner_on_date", 1, 0),
        ("actions_carried_over", 2, 0),
        ("services_by_magda_category", 1, 1),
        ("datasets_without_steward", 7, 5),
        ("restricted_datasets_without_legal_basis", 1, 0),
        ("agreements_ending_soon", 1, 0),
        ("mandatory_unused_standards", 3, 3),
        ("principles_without_action", 2, 7),
        ("report_recipients", 2, 0),
        ("concepts_without_definition_or_owner", 4, 4),
    ],
)
def test_a_competency_question_is_answered_by_facts_or_examples(
    store, facts, name, rows, without_examples
):
    text = rebase(to_example(read_query(name)), BASE)

    assert len(list(store.query(text))) == rows
    assert len(list(facts.query(text))) == without_examples


def test_whatever_is_invented_says_so_and_goes_with_the_examples(store, facts):
    invented = f"""GRAPH ?graph {{ ?it ds:standing <{BASE}/id/concept/gezag/voorbeeld> .
        ?it skos:prefLabel|dct:title ?name }} FILTER (LANG(?name) = "nl")"""
    in_examples = """GRAPH ?graph { ?it a ?class } FILTER (CONTAINS(STR(?graph), "-voorbeelden")
        && CONTAINS(STR(?it), "/id/"))"""
    found = ask(store, "?it ?name", invented)

    assert all(name.startswith("Voorbeeld: ") for _, name in found)
    assert {(it,) for it, _ in found} == set(ask(store, "?it", in_examples))
    assert ask(facts, "?it ?name", invented) == []


def test_nothing_outside_the_examples_refers_to_one(store):
    pattern = f"""GRAPH ?graph {{ ?it ?says ?example }}
        GRAPH ?other {{ ?example ds:standing <{BASE}/id/concept/gezag/voorbeeld> }}
        FILTER (!CONTAINS(STR(?graph), "-voorbeelden"))"""

    assert ask(store, "?it ?example", pattern) == []


def test_an_action_of_a_source_belongs_to_a_plan_and_keeps_its_number(facts):
    pattern = """?action a ds:Action ; dct:isPartOf/ds:year ?year ; dct:source ?source .
        OPTIONAL { ?action dct:identifier ?code }"""
    codes = [code for code, _ in ask(facts, "?code ?action", pattern) if code]

    assert codes == ["1,25", "2,17", "2,18", "3,24", "3,49", "4,27", "4,31", "5,11", "5,7"]
