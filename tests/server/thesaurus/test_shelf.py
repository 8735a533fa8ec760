import re

import pytest

from linkml_schemas.plan import read_plan_at
from server.statements import Reader
from server.thesaurus.shelf import NEAR, READ_AT_ONCE, read_shelf
from tests.server.small_graph import BASE, to_store
from tests.server.thesaurus.graph import KADER, OTHER, SCHEME, client_over, thesaurus_store

PLAN = read_plan_at(BASE)
STORE = thesaurus_store()


def shelf(iri, *, scheme=SCHEME, store=STORE, language="nl"):
    return read_shelf(Reader(store, BASE, PLAN, (language, "en"), subject=iri), scheme, iri)


def test_a_concept_stands_between_those_that_are_called_almost_like_it():
    found = shelf(f"{KADER}/data")

    names = ["…", "3D", "data", "Élan", "Kring een", "Kring twee"]
    assert [row["text"] for row in found["rows"]] == names
    assert found["letter"] == "D"
    assert dict(found["letters"])["D"] >= 1
    assert not found["is_flat"]


@pytest.mark.parametrize("name", ["data", "open", "los", "getal", "teken", "zorg", "kring2"])
def test_the_concept_itself_is_there_once_with_at_most_as_many_on_each_side(name):
    iri = f"{KADER}/{name}"
    iris = [row["iri"] for row in shelf(iri)["rows"]]

    assert iris.count(iri) == 1
    assert len(iris) == len(set(iris))
    assert iris.index(iri) <= NEAR
    assert len(iris) - iris.index(iri) - 1 <= NEAR


def test_a_scheme_that_nobody_read_and_that_is_too_large_is_not_read_for_one_page():
    concepts = "\n".join(
        f"<{BASE}/id/concept/groot/{n}> a skos:Concept ; skos:inScheme <{BASE}/id/groot> ; "
        f'skos:prefLabel "g{n}"@nl .'
        for n in range(READ_AT_ONCE + 1)
    )
    store = to_store(f"<{BASE}/id/graaf/groot> {{ {concepts} }}")

    assert shelf(f"{BASE}/id/concept/groot/1", scheme=f"{BASE}/id/groot", store=store) is None


def test_a_concept_of_another_scheme_stands_nowhere():
    assert shelf(f"{OTHER}1") is None


def test_page_leads_to_the_letters_the_hierarchy_and_the_neighbours():
    page = client_over(STORE).get("/doc/concept/kader/data", headers={"Accept": "text/html"}).text
    beside = re.search(r'<section class="shelf".*?</section>', page, flags=re.DOTALL)

    assert beside
    assert 'href="/doc/conceptscheme/kader?weergave=boom"' in beside[0]
    assert 'href="/doc/conceptscheme/kader?weergave=alfabet&amp;letter=O"' in beside[0]
    assert '<strong aria-current="page" dir="auto">data</strong>' in beside[0]
    assert 'href="/doc/concept/kader/los"' in beside[0]
