"""The page of a generation says what it changed in each registry."""

import json
import re

import pytest

from server.dereferencing.generation_changes import generation_changes
from tests.server.published import BASE, client_over, publish_world

OLD, NEW = "0" * 16, "1" * 16


@pytest.fixture(scope="module")
def states(tmp_path_factory):
    """A world that lost one body and got two, with the ids of both generations."""
    folder = tmp_path_factory.mktemp("changes")
    first = str(publish_world(folder, "a", "b").current_id())
    data = publish_world(folder, "b", "c", "d")
    return data, first, str(data.current_id())


def plain(text):
    return " ".join(re.sub(r"<[^>]*>", " ", text).split())


@pytest.mark.slow
@pytest.mark.parametrize(
    ("language", "title"), [("nl", "Wat hierin veranderde 1"), ("en", "What changed in this 1")]
)
def test_the_page_of_a_generation_counts_what_changed_in_each_registry(states, language, title):
    data, first, second = states
    page = client_over(data).get(f"/doc/generatie/{second}.html?lang={language}")
    block = page.text.partition('<h2 id="wijzigingen">')[2].partition("</section>")[0]
    [row] = re.findall(r"<tbody>(.*)</tbody>", block, re.DOTALL)

    assert page.status_code == 200
    assert plain(block).startswith(title)
    assert re.fullmatch("Organen 2 0 1 \\+\\d+ \N{MINUS SIGN}\\d+ LDES : Organen", plain(row))
    assert f'href="/begrip/doc/graaf/organen?lang={language}"' in row
    assert f'href="/begrip/ldes/organen?lang={language}"' in row
    assert f'href="/begrip/doc/generatie/{first}?lang={language}"' in block
    assert f"begrip diff {first} {second}" in block


@pytest.mark.slow
def test_every_link_of_the_block_answers(states):
    data, _, second = states
    client = client_over(data)
    page = client.get(f"/doc/generatie/{second}.html").text
    block = page.partition('<h2 id="wijzigingen">')[2].partition("</section>")[0]

    for href in re.findall(r'href="/begrip([^"]*)"', block):
        assert client.get(href, headers={"Accept": "text/html"}).status_code == 200, href


@pytest.mark.slow
def test_a_first_generation_and_a_thing_have_no_such_block(states):
    data, first, _ = states
    client = client_over(data)

    for path in (f"/doc/generatie/{first}.html", "/doc/orgaan/b.html"):
        answer = client.get(path)
        assert answer.status_code == 200
        assert 'id="wijzigingen"' not in answer.text


def written(tmp_path, changes, registries=()):
    folder = tmp_path / NEW
    folder.mkdir()
    manifest = {"changes": changes, "registries": list(registries)}
    (folder / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
    return generation_changes(folder, BASE, f"{BASE}/id/generatie/{NEW}")


def test_a_registry_that_went_is_named_and_leads_nowhere(tmp_path):
    graphs = {"weg": {"added": 0, "removed": 5, "subjects_removed": 2}, "herkomst": {"added": 9}}
    found = written(tmp_path, {"since": OLD, "graphs": graphs})

    [row] = found["rows"]
    assert (row["title"], row["href"], row["things_removed"]) == ({"nl": "weg"}, "", 2)


@pytest.mark.parametrize("changes", [None, {}, {"since": None, "reason": "damaged"}])
def test_what_is_compared_with_nothing_has_no_changes(tmp_path, changes):
    assert written(tmp_path, changes) is None


def test_a_generation_that_was_pruned_has_no_changes_to_tell(tmp_path):
    assert generation_changes(tmp_path / NEW, BASE, f"{BASE}/id/generatie/{OLD}") is None
    assert generation_changes(None, BASE, f"{BASE}/id/generatie/{OLD}") is None
    assert generation_changes(tmp_path / NEW, BASE, f"{BASE}/id/rol/cdo") is None
