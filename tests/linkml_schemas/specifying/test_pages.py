import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from linkml_schemas.modelling.reading import read_leniently, read_model
from linkml_schemas.source import SCHEMA_FILE
from linkml_schemas.specifying.content import Change, Example, Publication
from linkml_schemas.specifying.markdown import render_markdown
from linkml_schemas.specifying.pages import render_index, render_specification, render_term_page
from linkml_schemas.specifying.properties import Terms
from linkml_schemas.specifying.wording import LANGUAGES, Said
from tests.linkml_schemas.schema_edits import SMALL_FILE
from tests.linkml_schemas.specifying.models import MODELS, hostile, library, ours

VOID = {"meta", "link", "br"}


class Reading(HTMLParser):
    """What a page holds: its ids, where its links lead, its tags, and text by language."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.texts: list[str] = []
        self.languages: Counter[str] = Counter()
        self.open: list[str] = []
        self.feed(page)
        self.close()
        assert self.open == []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.tags.add(tag)
        self.attributes |= set(found)
        self.ids += [found["id"]] if "id" in found else []
        self.links += [found["href"]] if tag == "a" else []
        self.languages.update([found["lang"]] if "lang" in found else [])
        if tag not in VOID and not self.get_starttag_text().endswith("/>"):
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag

    def handle_data(self, data):
        self.texts.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.texts).split())


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("model", MODELS)
def test_every_link_within_a_page_leads_somewhere_and_every_anchor_is_there_once(model, language):
    page = Reading(render_specification(model(), language))

    assert [name for name, count in Counter(page.ids).items() if count > 1] == []
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner - set(page.ids) == set()


@pytest.mark.slow
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_of_the_schema_is_there_whole(language):
    model = ours()
    terms = Terms(model, language)
    page = Reading(render_specification(model, language)).text
    markdown = render_markdown(model, language)

    for each in model.elements():
        for said in (terms.name(each), terms.description(each)):
            if each.kind != "slot" or _is_used(model, each.name):
                assert " ".join(said.text.split()) in page
                assert said.text.split()[0].strip("*_") in markdown if said else True


def _is_used(model, name):
    return any(
        name in each.own and each.slots[name].descriptions == model.slots[name].descriptions
        for each in model.classes.values()
    )


def test_what_a_class_says_is_told():
    page = Reading(render_specification(library(), "en")).text

    assert "A written work. Also a *list* of <b>works</b> | in one." in page
    assert "Only one per work." in page
    assert "Also called volume, tome" in page
    assert "Mappings: exact dcterms:BibliographicResource" in page
    assert "deprecated : The last one was sold. Replaced by: branch" in page
    assert "Unique together mark, owner" in page
    assert "Pattern ^[A-Z]{2}[0-9]+$" in page
    assert "At least: 1" in page
    assert "Unit: cm" in page
    assert "For example: novel" in page
    assert "This list is open: values come from elsewhere too." in page
    assert "What is on the cover." in page


def test_a_property_that_is_stated_the_other_way_round_says_so():
    model = read_model(SMALL_FILE)
    page = Reading(render_specification(model, "en")).text
    markdown = render_markdown(model, "en")

    assert "^ds:lists" in page
    assert "The other way round: the property leads from the value to the thing." in page
    assert "`^ds:lists`" in markdown
    assert set(re.findall(r"\^\w+:\w+", page)) == {"^ds:lists"}


def test_a_text_in_another_language_says_which():
    page = Reading(render_specification(library(), "de"))

    assert page.languages["en"] > 20
    assert "Diese Spezifikation beschreibt 6 Klassen" in page.text
    assert Reading(render_specification(library(), "en")).languages.keys() == {
        "en", "nl", "fr", "de",
    }  # fmt: skip


def test_title_block_examples_and_changes_are_shown():
    publication = Publication(
        version="2.0.0", status="candidate", this_version="https://e.org/ns/v/2.0.0",
        previous_version="https://e.org/ns/v/1.0.0", editors=["A team"],
        files=[("context", "context.jsonld"), ("shapes", "shapes.ttl")],
    )  # fmt: skip
    example = Example("book", "book-long", [("title", "<Long>")], '{"a": 1}', "<x> a <y> .")
    changes = [Change("breaking", Said("book lost its colour"))]

    for text in (
        Reading(
            render_specification(
                library(), "en", publication=publication, examples=[example], changes=changes
            )
        ).text,
        render_markdown(
            library(), "en", publication=publication, examples=[example], changes=changes
        ),
    ):
        for said in ("2.0.0", "candidate", "https://e.org/ns/v/1.0.0", "A team", "JSON-LD context",
                     "book-long", '{"a": 1}', "<x> a <y> .", "book lost its colour"):  # fmt: skip
            assert said in text


@pytest.mark.slow
def test_one_description_is_one_line_of_a_page(tmp_path):
    for name, before in (
        ("Dataset", "Een geheel van data dat door een organisatie beheerd wordt."),
        ("publisher", ours().slots["publisher"].descriptions["nl"]),
    ):
        assert _changed_lines(tmp_path / name, before) <= 4


def _changed_lines(folder, before: str) -> int:
    """How many lines of the page and the Markdown in Dutch change with one description."""
    folder.mkdir()
    for path in SCHEMA_FILE.parent.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        (folder / path.name).write_text(text.replace(before, f"{before[:-1]}, anders."), "utf-8")
    other = read_model(folder / SCHEMA_FILE.name)
    changed = 0
    for render in (render_specification, render_markdown):
        one, two = render(ours(), "nl").splitlines(), render(other, "nl").splitlines()
        assert len(one) == len(two)
        changed += sum(a != b for a, b in zip(one, two, strict=True))
    assert changed
    return changed


def test_style_can_be_a_file_and_then_nothing_stands_in_the_page():
    page = render_specification(library(), "en", css="/static/specification.css")

    assert "<style" not in page
    assert "style=" not in page
    assert '<link rel="stylesheet" href="/static/specification.css">' in page


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_element_has_a_page_of_its_own(language):
    model = library()
    for name in (*Terms(model, language).classes, "Genre", "Shelf Mark"):
        page = Reading(render_term_page(model, name, language, term="/term/{}".format))
        assert name in page.text
        assert page.tags.isdisjoint({"script"})


def test_the_index_of_a_preview_leads_to_every_page():
    page = Reading(render_index(library(), "nl", term="/term/{}".format))

    terms = Terms(library(), "nl")
    assert {f"/term/{anchor}" for name, anchor in terms.anchors.classes.items()
            if name in terms.classes} <= set(page.links)  # fmt: skip


@pytest.mark.slow
def test_the_same_schema_gives_the_same_bytes():
    again = read_model(SCHEMA_FILE)

    assert render_specification(ours(), "fr") == render_specification(again, "fr")
    assert render_markdown(ours(), "fr") == render_markdown(again, "fr")


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(blacklist_categories=["Cs"]), max_size=80))
def test_a_hostile_text_stays_text(tmp_path, text):
    model = hostile(tmp_path, ["<script>alert(1)</script>", 'a" onclick="x', "B & C"], text)
    page = Reading(render_specification(model, "en"))

    assert page.tags.isdisjoint({"script", "iframe", "object", "img"})
    assert not [name for name in page.attributes if name.startswith("on")]
    assert all(link.startswith(("#", "http", "specification.")) for link in page.links)
    assert "<script" not in re.sub(r"\\<", "", render_markdown(model, "en"))


def test_anchors_are_local_names_of_iris():
    page = Reading(render_specification(ours(), "nl"))

    assert {"Dataset", "Organization", "Dataset.theme", "Dataset.publisher"} <= set(page.ids)
    others = Reading(render_specification(library(), "nl"))
    assert {"Book", "NamedThing", "Genre", "Book.author"} <= set(others.ids)


@pytest.mark.parametrize(
    "content",
    [
        pytest.param("", id="nothing"),
        pytest.param("classes:\n  A:\n", id="one class"),
        pytest.param("enums:\n  E:\n    permissible_values:\n      x:\n", id="a list"),
        pytest.param("classes:\n  A:\n    is_a: A\n", id="a class above itself"),
        pytest.param("classes:\n  A:\n    is_a: B\n    attributes:\n      x:\n        range: C\n",
                     id="references to nothing"),
    ],
)  # fmt: skip
def test_schemas_that_are_unfinished_have_pages(tmp_path, content):
    path = tmp_path / "draft.yaml"
    path.write_text(f"id: https://example.org/draft\nname: draft\n{content}", encoding="utf-8")
    model, _ = read_leniently(path)
    assert model is not None

    page = Reading(render_specification(model, "nl"))
    assert "draft" in page.text
    assert render_markdown(model, "nl").startswith("# ")
    assert Reading(render_index(model, "nl")).tags >= {"h1"}
