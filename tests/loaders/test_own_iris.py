import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.check import check_registries
from loaders.checking.own_iris import _plain_form, explain_record, explain_subject, is_under
from ontology.iris import CONCEPTS, mint, mint_thing, parse_iri
from tests.loaders.conftest import BASE

HOST = "https://data.example.org"

WRONG = [
    f"{BASE}/id/foo/bar",
    BASE,
    f"{BASE}/",
    f"{BASE}/.well-known/genid/00",
    f"{BASE}/id/rol/./cdo",
    f"{BASE}/id/x/../rol/cdo",
    f"{HOST}/x/../begrip/id/rol/cdo",
    f"{HOST}//begrip/id/rol/cdo",
    f"{HOST}/%62egrip/id/rol/cdo",
    f"{BASE}/id/rol/cdo/",
    f"{BASE}/id/rol/%63do",
    f"{BASE}/id/rol/cdo?x",
    f"{BASE}/id/rol",
    f"{BASE}/id/graaf/orgs",
    f"{BASE}/doc/rol/cdo",
    f"{BASE}/ns/datastrategie#Role",
    f"http{BASE[5:]}/id/rol/cdo",
    f"{HOST.upper()}/begrip/id/rol/cdo",
    f"{HOST}:443/begrip/id/rol/cdo",
]


@pytest.mark.parametrize("iri", WRONG)
def test_an_iri_under_the_base_that_is_not_minted_so_is_refused(write, settings, world, iri):
    write("orgs", f"id,label_nl,iri\na,x,{iri}\nb,y,\n")

    faults = check_registries(settings, base=BASE, world=world).faults

    assert [(fault.row, fault.column, fault.reason) for _, fault in faults] == [(2, "iri", "iri")]
    assert faults[0][1].remedy


@given(st.text(min_size=1))
def test_what_is_minted_is_accepted(reference):
    try:
        iri = mint_thing(BASE, "rol", reference)
    except ValueError:
        return

    assert explain_record(BASE, iri) is None


@pytest.mark.parametrize(
    "iri", [f"{HOST}/begripper/x", f"{HOST}/", "https://example.org/a/../b", "urn:x", "http://[x"]
)
def test_an_iri_of_others_is_theirs_to_write(iri):
    assert not is_under(BASE, iri)
    assert explain_record(BASE, iri) is None


@pytest.mark.parametrize("name", ["ns/datastrategie#Role", "ns/datastrategie", "id/rol/cdo"])
def test_rdf_may_describe_terms_and_things(name):
    assert explain_subject(BASE, f"{BASE}/{name}") is None


@pytest.mark.parametrize(
    ("subject", "told"),
    [
        ("https://begrip.example/id/rol/./cdo", "write https://data.example.org/begrip/id/rol/cdo"),
        ("https://begrip.example/id/graaf/orgs", "which the build describes itself"),
        ("https://begrip.example/id/foo/bar", "follows none of the patterns"),
        ("javascript:alert(1)", "begins with javascript: is not accepted"),
    ],
)
def test_passed_through_rdf_describes_nothing_under_a_wrong_iri(
    write, settings, world, subject, told
):
    write("orgs", "id,label_nl\na,x\n")
    write("los", f"<{subject}> a <https://example.org/C> .", None, form="turtle")

    faults = check_registries(settings, base=BASE, world=world).faults

    assert [(fault.row, fault.column, fault.reason) for _, fault in faults] == [
        (1, "rdf:type", "iri")
    ]
    assert told in faults[0][1].message + faults[0][1].remedy


def test_cells_hold_no_iri_that_runs_or_mails(write, settings, world):
    rows = "id,label_nl,homepage,parent\na,x,javascript:alert(1),\nb,y,,data:text/html\nc,z,,\n"
    write("orgs", rows, share=1.0)

    faults = check_registries(settings, base=BASE, world=world).faults

    assert [(fault.column, fault.reason) for _, fault in faults] == [
        ("homepage", "iri"),
        ("parent", "iri"),
    ]


@given(st.sampled_from(CONCEPTS), st.lists(st.text("aZ0._~-%/é ", min_size=1), min_size=1))
def test_a_plain_form_needs_no_closer_look(concept, segments):
    iri = f"{BASE}/id/{concept}/{'/'.join(segments)}"
    if _plain_form(BASE).fullmatch(iri):
        assert mint(BASE, parse_iri(BASE, iri)) == iri
        assert concept != "graaf"
