import gzip
import json
import os
import re
import subprocess
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from server import editor_files
from server.editor_files import read_bundle
from server.editor_texts import EDITOR_TEXTS
from tests.running import CHECKOUT

SCRIPT, STYLE = "editor-AAAAAAAA.js", "editor-BBBBBBBB.css"
TOP = CHECKOUT / "server" / "editor_app"


@pytest.fixture
def built(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a built editor of two short files, in which the server looks."""
    monkeypatch.setattr(editor_files, "BUILT", tmp_path)
    for name in (SCRIPT, STYLE):
        (tmp_path / name).write_bytes(b"/* as it is */")
        (tmp_path / f"{name}.gz").write_bytes(gzip.compress(b"/* as it is */"))
        (tmp_path / f"{name}.br").write_bytes(b"brotli")
    (tmp_path / "manifest.json").write_text(json.dumps({"script": SCRIPT, "style": STYLE}))
    return tmp_path


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        pytest.param("gzip, deflate, br", "br", id="all"),
        pytest.param("gzip", "gzip", id="gzip"),
        pytest.param("br;q=0, gzip;q=0.5", "gzip", id="brotli refused"),
        pytest.param("", None, id="none"),
    ],
)
def test_a_file_is_compressed_as_the_client_likes(
    client: FlaskClient, built: Path, accepted: str, encoding: str | None
) -> None:
    answer = client.get(f"/static/editor/{SCRIPT}", headers={"Accept-Encoding": accepted})

    assert answer.status_code == 200
    assert answer.headers.get("Content-Encoding") == encoding
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert answer.headers["Content-Type"] == "text/javascript; charset=utf-8"


def test_a_file_is_kept_for_a_year_and_never_asked_for_again(
    client: FlaskClient, built: Path
) -> None:
    answer = client.get(f"/static/editor/{STYLE}")
    again = client.get(f"/static/editor/{STYLE}", headers={"If-None-Match": answer.headers["ETag"]})

    assert answer.headers["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.headers["Content-Type"] == "text/css; charset=utf-8"
    assert again.status_code == 304


@pytest.mark.parametrize("name", ["editor-CCCCCCCC.js", "manifest.json", f"{SCRIPT}.br", "..%2Fx"])
def test_nothing_else_is_served_from_there(client: FlaskClient, built: Path, name: str) -> None:
    assert client.get(f"/static/editor/{name}").status_code == 404


def test_the_page_loads_the_editor_and_no_other_page_does(client: FlaskClient, built: Path) -> None:
    page = client.get("/sparql", headers={"Accept": "text/html"}).text
    other = client.get("/lijst", headers={"Accept": "text/html"}).text

    assert f'src="/static/editor/{SCRIPT}"' in page
    assert f'href="/static/editor/{STYLE}"' in page
    assert "static/editor" not in other


def test_without_a_build_the_page_is_a_form(
    client: FlaskClient, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(editor_files, "BUILT", tmp_path)

    page = client.get("/sparql", headers={"Accept": "text/html"}).text

    assert read_bundle() is None
    assert "static/editor" not in page
    assert 'name="query"' in page


def test_what_the_page_tells_the_script_is_json_in_the_language(
    client: FlaskClient, built: Path
) -> None:
    page = client.get("/sparql?lang=en", headers={"Accept": "text/html"}).text
    found = re.search(r'id="editor-knows">(.+?)</script>', page, re.DOTALL)
    assert found is not None
    knows = json.loads(found[1])

    assert knows["texts"]["run"] == "Ask"
    assert knows["problems"]["query-deadline"]["title"]
    assert [item["extension"] for item in knows["results"]] == ["json", "srx", "csv", "tsv"]


def test_an_answer_in_the_page_cannot_end_its_element(client: FlaskClient, built: Path) -> None:
    text = 'SELECT ("</script><script>alert(1)</script>" AS ?x) {}'

    page = client.get("/sparql", query_string={"query": text}, headers={"Accept": "text/html"}).text
    found = re.search(r'id="editor-answer">(.+?)</script>', page, re.DOTALL)

    assert found is not None
    assert json.loads(found[1])["results"]["bindings"][0]["x"]["value"].startswith("</script>")
    assert "<script>alert" not in page


def test_a_query_that_is_wrong_stays_in_the_form(client: FlaskClient, built: Path) -> None:
    answer = client.get(
        "/sparql", query_string={"query": "SELECT <b>"}, headers={"Accept": "text/html"}
    )

    assert answer.status_code == 400
    assert ">SELECT &lt;b&gt;</textarea>" in answer.text
    assert 'data-line="1"' in answer.text


def test_every_text_is_there_in_both_languages_with_the_same_values() -> None:
    def values(text: str) -> list[str]:
        return sorted(re.findall(r"\{(\w+)\}", text))

    assert [key for key, texts in EDITOR_TEXTS.items() if set(texts) != {"nl", "en"}] == []
    assert [
        k for k, texts in EDITOR_TEXTS.items() if values(texts["nl"]) != values(texts["en"])
    ] == []


def test_the_script_uses_every_text_and_no_other() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in (TOP / "src").glob("*.js"))
    named = set(re.findall(r'["`]([a-z]+(?:\.[a-z]+)?)["`]', code))
    made = {"view.", "check.", "sources."}  # their keys are put together
    plural = {"rows", "triples", "rows.one", "triples.one", "yes", "no"}

    unused = {key for key in EDITOR_TEXTS if key not in named | plural}
    assert {key for key in unused if not key.startswith(tuple(made))} == set()
    assert set(re.findall(r'\bsay\("([^"]+)"', code)) <= set(EDITOR_TEXTS)


def test_the_lock_pins_every_package_by_hash_and_names_no_address() -> None:
    lock = json.loads((TOP / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: found for name, found in lock["packages"].items() if name}

    assert [name for name, found in packages.items() if "integrity" not in found] == []
    assert [name for name, found in packages.items() if "resolved" in found] == []


def test_every_dependency_is_pinned_to_one_version() -> None:
    package = json.loads((TOP / "package.json").read_text(encoding="utf-8"))
    versions = {**package["dependencies"], **package["devDependencies"]}

    assert [name for name, v in versions.items() if not re.fullmatch(r"\d+\.\d+\.\d+", v)] == []


@pytest.mark.slow
def test_the_modules_of_the_editor_keep_their_promises() -> None:
    tests = sorted(str(path) for path in (CHECKOUT / "tests/server/editor").glob("*.test.mjs"))
    done = subprocess.run(
        ["node", "--test", *tests], capture_output=True, text=True, check=False, env=os.environ
    )

    assert done.returncode == 0, done.stdout


@pytest.mark.slow
def test_setting_up_without_node_goes_on_without_the_editor(tmp_path: Path) -> None:
    programs = tmp_path / "bin"
    programs.mkdir()
    (programs / "bash").symlink_to("/bin/bash")
    target = "server/static/editor/manifest.json"
    done = subprocess.run(
        ["/usr/bin/make", "--always-make", target],
        cwd=CHECKOUT,
        env={"PATH": str(programs)},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0
    assert done.stdout.strip().endswith("without the editor")
