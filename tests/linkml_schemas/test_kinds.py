import pytest

from linkml_schemas.kinds import is_past, path_key, to_kind
from linkml_schemas.plan import read_plan_at
from ontology.namespaces import expand
from tests.server.small_graph import BASE


@pytest.mark.parametrize(
    ("iri", "types", "kind"),
    [
        pytest.param("/id/rol/cdo", ["org:Role"], "rol", id="by its class"),
        pytest.param(
            "/id/concept/principe/1", ["ds:Principle", "skos:Concept"], "principe", id="by its path"
        ),
        pytest.param("/id/concept/x/1", ["skos:Concept"], "concept", id="a concept"),
        pytest.param("/ns/datastrategie#Goal", ["owl:Class"], "klasse", id="a class"),
        pytest.param("/id/graaf/rollen", ["prov:Entity", "sd:NamedGraph"], "graaf", id="a graph"),
        pytest.param("/id/rol/x", [], "ander", id="without a class"),
    ],
)
def test_a_thing_is_of_a_kind(iri, types, kind):
    schema = read_plan_at(BASE)

    found = to_kind(schema, path_key(BASE, BASE + iri), [expand(curie) for curie in types])

    assert found == kind


def test_a_status_says_what_is_of_the_past():
    assert is_past("https://data.vlaanderen.be/id/concept/StandaardStatus/HerroepenStandaard")
    assert not is_past("https://data.vlaanderen.be/id/concept/StandaardStatus/ErkendeStandaard")
