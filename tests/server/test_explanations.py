"""What a client reads of the limits and of the kinds of problems."""

import pytest

from server.app import create_app
from server.limits import LIMITS
from server.problems import PROBLEMS
from server.settings import SETTINGS, Settings

BROWSER = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}


@pytest.mark.parametrize("kind", PROBLEMS, ids=lambda kind: kind.slug)
def test_the_type_of_a_problem_leads_to_what_explains_it(client, kind):
    address = f"/api/problems/{kind.slug}"
    document = client.get(address)
    dutch = client.get(address, headers={**BROWSER, "Accept-Language": "nl"})
    english = client.get(address, headers={**BROWSER, "Accept-Language": "en"})

    assert (document.status_code, dutch.status_code, english.status_code) == (200, 200, 200)
    assert document.json["type"] == address
    assert document.json["status"] == int(kind.status)
    assert document.json["advice"]["nl"] in dutch.text.replace("&#39;", "'")
    assert document.json["title"]["en"] in english.text.replace("&#39;", "'")
    assert dutch.headers["Content-Language"] == "nl"


def test_a_problem_that_does_not_exist_is_not_found(client):
    assert client.get("/api/problems/heartache").status_code == 404


def test_all_kinds_stand_in_one_list(client):
    listed = client.get("/api/problems").json["problems"]
    page = client.get("/api/problems", headers=BROWSER).text

    assert [problem["type"].rpartition("/")[2] for problem in listed] == [k.slug for k in PROBLEMS]
    assert all(f"/api/problems/{kind.slug}" in page for kind in PROBLEMS)


def test_every_limit_says_its_value_unit_and_problem(dataset):
    settings = Settings.from_mapping(
        {"BEGRIP_QUERY_DEADLINE": "2.5", "BEGRIP_QUERY_SIZE": "8", "BEGRIP_QUERY_ROWS": "10"}
    )
    client = create_app(settings, dataset).test_client()
    limits = {limit["name"]: limit for limit in client.get("/api/limits").json["limits"]}

    assert limits["query-deadline"]["value"] == 2.5
    assert limits["query-deadline"]["unit"] == "seconds"
    assert limits["query-size"] | {"value": 8, "unit": "KiB"} == limits["query-size"]
    assert limits["query-rows"]["value"] == 10
    assert limits["client-queries"]["value"] is None
    assert limits["client-queries"]["retry_after"] == 2
    for limit in limits.values():
        assert client.get(limit["problem"]).status_code == 200
        assert set(limit["meaning"]) == set(limit["advice"]) == {"nl", "en"}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_the_page_of_limits_speaks_the_language_of_the_reader(client, language):
    page = client.get("/api/limits", headers={**BROWSER, "Accept-Language": language})
    limits = client.get("/api/limits").json["limits"]

    assert page.headers["Content-Language"] == language
    for limit in limits:
        assert limit["setting"] in page.text
        assert limit["meaning"][language].replace("'", "&#39;") in page.text


def test_what_bounds_a_query_is_a_limit_that_is_shown():
    bounds = {s.name for s in SETTINGS if s.name.startswith("QUERY_") and s.least is not None}

    assert bounds <= {name for name, _ in LIMITS}


def test_a_client_that_knows_the_limits_is_told_so(client):
    first = client.get("/api/limits")
    again = client.get("/api/limits", headers={"If-None-Match": first.headers["ETag"]})

    assert again.status_code == 304


@pytest.mark.parametrize(
    ("query", "slug", "count"),
    [
        ("ASK { " + "?s ?p ?o ." * 257 + " }", "too-many-patterns", 257),
        ("ASK { ?s " + "/".join(["<a:p>"] * 300) + " ?o }", "too-many-patterns", 300),
        ("ASK { FILTER(1" + "+1" * 1001 + ") }", "too-many-operators", 1002),
        ("ASK { " + "{" * 128 + "}" * 129, "query-too-deep", 129),
    ],
)
def test_what_goes_beyond_a_limit_says_by_how_much(client, query, slug, count):
    answer = client.post("/sparql", data={"query": query})

    assert answer.status_code == 400
    assert answer.json["type"] == f"/api/problems/{slug}"
    assert answer.json["count"] == count
    assert answer.json["limit"] < count
