import time
from typing import Any

import pytest
from flask.testing import FlaskClient
from pyoxigraph import Store

from linkml_schemas.plan import read_plan_at
from server.app import create_app
from server.dataset import Dataset
from server.describe import page
from server.presenting.blocks import BELOW, LOOKED_AT, ROWS
from server.settings import Settings
from server.statements import Reader
from server.thesaurus.usage import read_usage
from tests.server.small_graph import BASE, to_store

PLAN = read_plan_at(BASE)
HUB = f"{BASE}/id/organisatie/naaf"


def shown(store: Store, iri: str, language: str = "nl") -> dict[str, Any]:
    found = page(store, BASE, PLAN, iri, languages=(language,))
    assert found is not None
    return found


def blocks(store: Store, iri: str) -> dict[str, dict[str, Any]]:
    return {block["key"]: block for block in shown(store, iri)["blocks"]}


def hub(count: int) -> Store:
    things = "\n".join(
        f'<{BASE}/id/dataset/{n}> a dcat:Dataset ; dct:title "Dataset {n:06}"@nl ; '
        f"dct:publisher <{HUB}> ."
        for n in range(count)
    )
    own = f'<{HUB}> a org:Organization ; skos:prefLabel "Naaf"@nl .'
    return to_store(f"<{BASE}/id/graaf/g> {{ {own} {things} }}")


def client_of(store: Store) -> FlaskClient:
    return create_app(Settings.from_mapping({}), Dataset(store, BASE, "0")).test_client()


def test_what_a_block_shows_is_not_shown_twice() -> None:
    found = shown(hub(3), HUB)

    [block] = found["blocks"]
    assert (block["key"], block["total"], len(block["rows"])) == ("Dataset-publisher", 3, 3)
    assert found["incoming"]["total"] == 0


@pytest.mark.parametrize("count", [ROWS + 5, LOOKED_AT + 5])
def test_what_is_too_much_for_a_block_stays_among_the_incoming_links(count: int) -> None:
    found = shown(hub(count), HUB)

    [block] = found["blocks"]
    assert len(block["rows"]) == ROWS
    assert block["total"] == (count if count <= LOOKED_AT else None)
    assert found["incoming"]["total"] == count - ROWS


@pytest.mark.slow
def test_first_page_of_a_thing_with_very_many_links_is_small_and_soon_there() -> None:
    client = client_of(hub(100_000))
    client.get("/lijst")

    began = time.process_time()
    answer = client.get("/doc/organisatie/naaf.html")

    assert time.process_time() - began < 2, "a generous bound: the issue names 100 ms"
    assert answer.status_code == 200
    assert len(answer.data) < 200_000
    assert "100.000" in answer.text


def test_parts_of_an_organisation_are_a_tree_with_what_is_under_them() -> None:
    below = "\n".join(
        f'<{BASE}/id/organisatie/onder-{n}> a org:Organization ; skos:prefLabel "Onder {n}"@nl ; '
        f"org:subOrganizationOf <{BASE}/id/organisatie/deel> ."
        for n in range(BELOW + 2)
    )
    store = to_store(
        f"""<{BASE}/id/graaf/g> {{
        <{HUB}> a org:Organization ; skos:prefLabel "Naaf"@nl .
        <{BASE}/id/organisatie/deel> a org:Organization ; skos:prefLabel "Deel"@nl ;
          org:subOrganizationOf <{HUB}> . {below} }}"""
    )

    tree = blocks(store, HUB)["Organisation-parent"]
    assert tree["view"] == "tree"
    assert [row["link"]["text"] for row in tree["rows"]] == ["Deel"]
    assert len(tree["rows"][0]["below"]["links"]) == BELOW
    assert tree["rows"][0]["below"]["more"]
    path = shown(store, f"{BASE}/id/organisatie/onder-1")["path"]
    assert [link["text"] for link in path] == ["Naaf", "Deel"]


def test_things_that_are_part_of_each_other_have_a_path_that_ends() -> None:
    store = to_store(
        f"""<{BASE}/id/graaf/g> {{
        <{HUB}> a org:Organization ; org:subOrganizationOf <{HUB}-2> ; skos:prefLabel "A"@nl .
        <{HUB}-2> a org:Organization ; org:subOrganizationOf <{HUB}> ; skos:prefLabel "B"@nl . }}"""
    )

    assert [link["text"] for link in shown(store, HUB)["path"]] == ["B"]


ROLE = f"""<{BASE}/id/graaf/g> {{
  <{BASE}/id/rol/steward> a org:Role, skos:Concept ; skos:prefLabel "steward"@nl .
  <{HUB}> a org:Organization ; skos:prefLabel "Naaf"@nl .
  <{BASE}/id/roltoewijzing/a> a org:Membership ; skos:prefLabel "A"@nl ;
    org:role <{BASE}/id/rol/steward> ; org:member <{HUB}> ;
    org:memberDuring <{BASE}/.well-known/genid/01> .
  <{BASE}/.well-known/genid/01> a dct:PeriodOfTime ;
    dcat:startDate "2024-01-01"^^xsd:date ; dcat:endDate "2025-01-01"^^xsd:date . }}"""


@pytest.mark.parametrize(
    ("iri", "key", "first"),
    [
        pytest.param(f"{BASE}/id/rol/steward", "RoleAssignment-role", "Naaf", id="of a role"),
        pytest.param(HUB, "RoleAssignment-holder", "steward", id="of an organisation"),
    ],
)
def test_who_has_which_role_when_is_a_line_of_time(iri: str, key: str, first: str) -> None:
    block = blocks(to_store(ROLE), iri)[key]

    cells = {cell["name"]: cell["values"][0]["text"] for cell in block["rows"][0]["cells"]}
    assert block["view"] == "timeline"
    assert first in cells.values()
    assert (cells["from"], cells["to"]) == ("2024-01-01", "2025-01-01")
    assert block["rows"][0]["sources"] == [1]


def test_block_does_not_name_the_thing_that_the_page_is_about() -> None:
    store = to_store(
        f"""<{BASE}/id/graaf/g> {{
        <{BASE}/id/rol/steward> a org:Role, skos:Concept ; skos:prefLabel "steward"@nl .
        <{HUB}> a org:Organization ; skos:prefLabel "Naaf"@nl .
        <{BASE}/id/roltoewijzing/a> a org:Membership ; skos:prefLabel "A"@nl ;
          org:role <{BASE}/id/rol/steward> ; org:member <{HUB}> ; org:organization <{HUB}> . }}"""
    )

    block = blocks(store, HUB)["RoleAssignment-organisation"]
    assert [cell["name"] for cell in block["rows"][0]["cells"]] == ["role"]


def test_role_assignment_has_its_period_on_the_line_of_time_with_its_source() -> None:
    found = shown(to_store(ROLE), f"{BASE}/id/roltoewijzing/a")

    [moment] = found["moments"]
    assert (moment["start"], moment["end"], moment["sources"]) == ("2024-01-01", "2025-01-01", [1])
    assert [link["text"] for link in found["path"]] == ["steward"]
    assert not {"Vanaf", "Tot"} & {
        statement["label"]["text"] for group in found["groups"] for statement in group["statements"]
    }


@pytest.mark.parametrize(
    ("code", "at"),
    [
        pytest.param("KandidaatStandaard", 2, id="a step"),
        pytest.param("HerroepenStandaard", None, id="off the path"),
    ],
)
def test_status_of_a_standard_is_a_step_of_its_workflow(code: str, at: int | None) -> None:
    values = {v.code: v.iri for v in PLAN.enumeration("StandardStatus").values}
    standard = f"{BASE}/id/datastandaard/x"
    store = to_store(
        f"""<{BASE}/id/graaf/g> {{ <{standard}> a dct:Standard ; dct:title "X"@nl ;
        adms:status <{values[code]}> ; ds:usage <{BASE}/id/concept/x/y> . }}"""
    )

    found = shown(store, standard, "en")
    if at is None:
        assert found["workflow"] is None
        assert "status" in [statement["name"] for statement in found["glance"]]
    else:
        assert found["workflow"]["at"] == at
        assert len(found["workflow"]["steps"]) == 4
    answer = client_of(store).get("/doc/datastandaard/x.html?lang=en").text
    assert ('aria-current="step"' in answer) is (at is not None)


def test_example_says_at_its_head_that_it_is_one() -> None:
    standing = next(v.iri for v in PLAN.enumeration("Standing").values if v.code == "voorbeeld")
    store = to_store(
        f"""<{BASE}/id/graaf/g> {{ <{HUB}> a org:Organization ; skos:prefLabel "Naaf"@nl ;
        ds:standing <{standing}> . <{standing}> skos:prefLabel "voorbeeld"@nl . }}"""
    )

    [notice] = shown(store, HUB)["notices"]
    assert [value["text"] for value in notice["values"]] == ["voorbeeld"]


def test_name_of_a_name_is_not_that_of_the_provenance_of_a_dataset() -> None:
    store = to_store(
        f"""<{BASE}/id/graaf/g> {{ <{HUB}> a org:Organization ; skos:prefLabel "Naaf"@nl ;
        rdfs:label "Naaf van het wiel"@nl . }}"""
    )

    labels = [s["label"]["text"] for g in shown(store, HUB)["groups"] for s in g["statements"]]
    assert "Herkomst" not in labels


@pytest.mark.parametrize("predicate", ["sh:defaultValue", "sh:class", "skos:example"])
@pytest.mark.parametrize("kind", ["organisatie", "concept"])
def test_example_of_a_query_or_a_term_is_no_link_to_a_thing(predicate: str, kind: str) -> None:
    thing = f"{BASE}/id/{kind}/naaf"
    store = to_store(
        f"""<{BASE}/id/graaf/g> {{ <{thing}> a skos:Concept, org:Organization ;
          skos:prefLabel "Naaf"@nl .
        <{BASE}/id/zoekvraag/v/iri> a sh:Parameter ; {predicate} <{thing}> .
        <{BASE}/id/zoekvraag/v> dct:subject <{thing}> . }}"""
    )
    reader = Reader(store, BASE, PLAN, ("nl",))

    assert shown(store, thing)["incoming"]["total"] == 1
    assert read_usage(reader, thing)["total"] == 1


@pytest.mark.parametrize(
    ("types", "cited"), [("org:Role, skos:Concept", True), ("org:Role", False)]
)
def test_concept_with_a_class_of_its_own_is_cited_and_remarked_on_too(
    types: str, cited: bool
) -> None:
    role = f"{BASE}/id/rol/steward"
    store = to_store(
        f"""<{BASE}/id/graaf/g> {{ <{role}> a {types} ; skos:prefLabel "steward"@nl }}"""
    )
    settings = Settings.from_mapping({"BEGRIP_REMARKS": "https://meld.example/?over={iri}"})
    client = create_app(settings, Dataset(store, BASE, "0")).test_client()

    text = client.get("/doc/rol/steward.html").text
    assert ("@misc{rol-steward," in text) is cited
    assert ("https://meld.example/?over=" in text) is cited


def test_what_stands_on_the_page_is_not_said_again() -> None:
    scheme, domain = f"{BASE}/id/conceptscheme/actiedomein", f"{BASE}/id/concept/actiedomein/x"
    store = to_store(
        f"""<{BASE}/id/graaf/g> {{
        <{scheme}> a skos:ConceptScheme ; skos:prefLabel "Actiedomeinen"@nl ;
          skos:hasTopConcept <{domain}> .
        <{domain}> a ds:ActionDomain, skos:Concept ; skos:prefLabel "X"@nl ;
          skos:inScheme <{scheme}> ; skos:topConceptOf <{scheme}> ;
          foaf:page <https://example.org/x> ; dct:source <https://example.org/x> . }}"""
    )

    found = shown(store, domain)
    said = [s["curie"] for group in found["groups"] for s in group["statements"]]
    assert sorted(said) == ["foaf:page", "skos:inScheme"]
    assert found["incoming"]["total"] == 0


def test_things_with_a_place_among_their_like_stand_in_that_order() -> None:
    strategy = f"{BASE}/id/strategie/s"
    domains = "\n".join(
        f'<{BASE}/id/concept/actiedomein/{name}> a ds:ActionDomain ; skos:prefLabel "{name}"@nl ; '
        f"schema:position {place} ; ds:actionDomainOf <{strategy}> ."
        for place, name in ((10, "a"), (2, "b"), (1, "c"))
    )
    store = to_store(
        f"""<{BASE}/id/graaf/g> {{ <{strategy}> a ds:Strategy ; dct:title "S"@nl . {domains} }}"""
    )

    [block] = [b for b in shown(store, strategy)["blocks"] if b["key"].startswith("ActionDomain")]
    assert [row["link"]["text"] for row in block["rows"]] == ["c", "b", "a"]
