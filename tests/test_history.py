"""What a build remembers of changes, and what the server says with it, over several builds."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from flask.testing import FlaskClient
from werkzeug.http import http_date

from loaders import finish
from loaders.build import ensure_built
from loaders.differing import history as remembering
from loaders.differing.history import Before, Touched, write_history
from loaders.generations.data_directory import DataDirectory
from loaders.generations.publication import roll_back
from server.app import create_app
from server.dataset import Dataset
from server.dereferencing.history import history, last_change, returned_at
from server.generations import load_into_memory, require_current
from server.settings import Settings
from tests.loaders.conftest import BASE, settings, world, write  # noqa: F401 - fixtures

pytestmark = pytest.mark.slow

BEGIN = datetime(2026, 1, 1, tzinfo=UTC)
MOUNT = "/begrip"
MOUNTED = f"http://localhost{MOUNT}"
NAMES = "id,label_nl\n"
PERIODS = "id,label_nl,valid_from\n"


@pytest.fixture(autouse=True)
def days(monkeypatch):
    """Let every build be a day later than the one before."""
    moments = iter(BEGIN + timedelta(days=number) for number in range(100))
    monkeypatch.setattr(
        finish, "now", lambda: next(moments).isoformat(timespec="seconds").replace("+00:00", "Z")
    )


@pytest.fixture
def build(settings, world, write):  # noqa: F811 - fixtures
    """Return what writes registries and builds them."""

    def run(**registries: str) -> str:
        for name, rows in registries.items():
            head = PERIODS if rows.count(",") > rows.count("\n") else NAMES
            write(name, head + rows, "Organisation" if head == PERIODS else "Body")
        return ensure_built(settings, base=BASE, world=world, allow_removals=True).id

    return run


def client(settings) -> FlaskClient:  # noqa: F811 - a fixture
    generation = require_current(settings.data)
    dataset = Dataset(
        load_into_memory(generation),
        generation.base,
        generation.id,
        generation.manifest,
        generation.path,
        returned=returned_at(settings.data),
    )
    chosen = Settings.from_mapping({"BEGRIP_DATA": str(settings.data)})
    return create_app(chosen, dataset).test_client()


def ask(settings, path: str, **headers: str):  # noqa: F811 - a fixture
    with client(settings) as asked:
        return asked.get(path, base_url=MOUNTED, headers={"Accept": "text/turtle", **headers})


def day(number: int) -> str:
    return http_date(BEGIN + timedelta(days=number))


def test_a_build_that_touched_another_registry_leaves_tag_and_moment(settings, build):  # noqa: F811
    build(bodies="raad,Raad\n", others="ander,Ander\n")
    first = ask(settings, "/doc/orgaan/raad")
    build(others="ander,Anders\n")
    second = ask(settings, "/doc/orgaan/raad")
    build(bodies="raad,Adviesraad\n")
    third = ask(settings, "/doc/orgaan/raad")

    assert [r.headers["Last-Modified"] for r in (first, second, third)] == [day(0), day(0), day(2)]
    assert first.headers["ETag"] == second.headers["ETag"] != third.headers["ETag"]
    assert ask(settings, "/doc/orgaan/ander").headers["Last-Modified"] == day(1)


def test_what_hangs_on_a_node_without_a_name_counts_for_its_thing(settings, build):  # noqa: F811
    build(orgs="a,A,2020-01-01\nb,B,2020-01-01\n")
    build(orgs="a,A,2021-01-01\nb,B,2020-01-01\n")

    assert ask(settings, "/doc/organisatie/a").headers["Last-Modified"] == day(1)
    assert ask(settings, "/doc/organisatie/b").headers["Last-Modified"] == day(0)


def test_a_registry_that_comes_whole_is_new_without_a_line_for_each_of_its_things(
    settings,  # noqa: F811
    build,
):
    build(bodies="raad,Raad\n")
    build(others="ander,Ander\n")
    build(bodies="raad,Adviesraad\n")
    folder = require_current(settings.data).path

    found = history(folder, f"{BASE}/id/orgaan/ander", [f"{BASE}/id/graaf/others"])
    assert ask(settings, "/doc/orgaan/ander").headers["Last-Modified"] == day(1)
    assert [(event["change"], event["at"][:10]) for event in found["events"]] == [
        ("added", "2026-01-02")
    ]


def test_the_history_of_a_thing_says_when_it_came_changed_and_went(settings, build):  # noqa: F811
    build(bodies="raad,Raad\n")
    build(bodies="raad,Raad\njury,Jury\n")
    build(bodies="raad,Raad\njury,De jury\n")
    generation = build(bodies="raad,Raad\n")
    dataset = client(settings).application.extensions["dataset"]
    shown = dataset.page(f"{BASE}/id/orgaan/raad", languages=("nl",))
    folder = require_current(settings.data).path

    found = history(folder, f"{BASE}/id/orgaan/jury", ())
    assert shown["history"]["events"] == []
    assert shown["history"]["changed"][:10] == "2026-01-01"
    assert [event["change"] for event in found["events"]] == ["removed", "changed", "added"]
    assert found["events"][0]["generation"] == generation
    assert (found["since"][:10], found["created"][:10]) == ("2026-01-01", "2026-01-02")


@pytest.mark.parametrize(
    ("number", "status"), [pytest.param(0, 304, id="same"), pytest.param(-1, 200, id="older")]
)
def test_if_modified_since_is_heard(settings, build, number, status):  # noqa: F811
    build(bodies="raad,Raad\n")

    answer = ask(settings, "/doc/orgaan/raad", **{"If-Modified-Since": day(number)})
    assert answer.status_code == status


def test_a_tag_wins_over_a_moment(settings, build):  # noqa: F811
    build(bodies="raad,Raad\n")
    headers = {"If-Modified-Since": day(5), "If-None-Match": '"other"'}

    assert ask(settings, "/doc/orgaan/raad", **headers).status_code == 200


@pytest.mark.parametrize("again", ["rollback", "the same inputs"])
def test_after_an_older_state_came_back_nothing_counts_as_unchanged_since_before_it(
    settings,  # noqa: F811
    build,
    again,
):
    first = build(bodies="raad,Raad\n")
    build(bodies="raad,Adviesraad\n")
    if again == "rollback":
        roll_back(DataDirectory(settings.data), None)
    else:
        build(bodies="raad,Raad\n")

    assert DataDirectory(settings.data).current_id() == first
    modified = ask(settings, "/doc/orgaan/raad").last_modified
    assert modified.timestamp() == returned_at(settings.data) > 0


def test_a_page_has_no_moment_for_it_shows_other_things_too(settings, build):  # noqa: F811
    build(bodies="raad,Raad\n")

    assert "Last-Modified" not in ask(settings, "/doc/orgaan/raad", Accept="text/html").headers


def test_a_generation_without_a_history_is_served_and_followed(settings, build):  # noqa: F811
    build(bodies="raad,Raad\njury,Jury\n")
    (require_current(settings.data).path / remembering.HISTORY).unlink()

    assert "Last-Modified" not in ask(settings, "/doc/orgaan/raad").headers
    build(bodies="raad,Adviesraad\njury,Jury\n")
    assert ask(settings, "/doc/orgaan/jury").headers["Last-Modified"] == day(0)
    assert ask(settings, "/doc/orgaan/raad").headers["Last-Modified"] == day(1)


def test_every_generation_has_a_document_that_stays_when_it_is_pruned(settings, build):  # noqa: F811
    first = build(bodies="raad,Raad\n")
    second = build(bodies="raad,Adviesraad\n")

    with client(settings) as asked:
        turtle, html = {"Accept": "text/turtle"}, {"Accept": "text/html"}
        hop = asked.get(f"/id/generatie/{first}/", base_url=MOUNTED, headers=turtle)
        shown = asked.get(f"/doc/generatie/{second}.nt", base_url=MOUNTED).text
        page = asked.get(f"/doc/generatie/{second}", base_url=MOUNTED, headers=html)
        unknown = asked.get("/id/generatie/0000000000000000", base_url=MOUNTED)
    assert (hop.status_code, hop.headers["Location"]) == (303, f"{MOUNT}/doc/generatie/{first}")
    assert f"wasRevisionOf> <{BASE}/id/generatie/{first}>" in shown
    assert f"wasDerivedFrom> <{BASE}/id/graaf/bodies>" in shown
    assert (page.status_code, unknown.status_code) == (200, 404)


def test_beyond_a_number_only_the_last_change_of_a_thing_is_remembered(tmp_path, monkeypatch):
    monkeypatch.setattr(remembering, "MOST", 2)
    before = None
    for number in range(4):
        folder = tmp_path / str(number)
        folder.mkdir()
        manifest = {"id": str(number), "made": f"2026-01-0{number + 1}T00:00:00Z", "registries": []}
        things = pl.DataFrame({"thing": ["urn:a", "urn:b"], "change": ["changed", "changed"]})
        write_history(folder, manifest, before, Touched(things))
        before = Before(folder, manifest)

    assert len(history(folder, "urn:a", ())["events"]) == 1
    assert last_change(folder, ["urn:b"], ()) == last_change(folder, ["urn:a"], ()) > 0
