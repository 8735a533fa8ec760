"""A difference is written as text, Markdown, HTML and JSON: whole, safe, and the same each time."""

import json
import re
from html.parser import HTMLParser

import pytest

from linkml_schemas.differing.kinds import KINDS
from linkml_schemas.differing.rendering import RENDERERS, to_html, to_json, to_markdown, to_text
from linkml_schemas.differing.telling import SHOWN
from linkml_schemas.differing.values import Change, Count, Difference, Side, Touch

OLD, NEW = Side("1.2.0", "dingen", "ex:s", "1.2.0"), Side("HEAD", "dingen", "ex:s", "1.2.0")
NASTY = "<script>alert(1)</script> | `a` *b* [c](d)"
CHANGES = (
    Change(
        "pattern_narrowed", "slot", "kbo", old="^[0-9]+$", new=NASTY, classes=("Body",),
        columns=("Body.kbo",), iris=("ex:kbo",), old_place="a.yaml:1:2", new_place="a.yaml:3:4",
        touched=(Touch("registry", "organisaties"), Touch("query", "bodies")), count=Count(3, 120),
    ),
    Change("text_changed", "class", "Body", "title@nl", "a" * 900, "b\nc"),
)  # fmt: skip
FOUND = Difference(OLD, NEW, CHANGES)


def test_text_says_all_of_a_change():
    text = to_text(FOUND, "en")

    for part in (
        "dingen: from 1.2.0 to HEAD (1.2.0)",
        "1 breaking, 0 additive, 1 editorial.",
        "That asks a major step: version 2.0.0 or higher.",
        "The version is still 1.2.0: raise it.",
        "slot kbo has a stricter pattern",
        "who publishes: breaking; who reads: additive",
        "in Body",
        "touches registry organisaties, query bodies",
        "3 of 120 published records break",
        "a.yaml:1:2 → a.yaml:3:4",
        "class Body is worded otherwise (title@nl)",
    ):
        assert part in text


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("form", RENDERERS)
def test_the_same_difference_gives_the_same_bytes(form, language):
    assert RENDERERS[form](FOUND, language) == RENDERERS[form](FOUND, language)


@pytest.mark.parametrize("form", RENDERERS)
def test_a_summary_leaves_out_the_changes(form):
    short = RENDERERS[form](FOUND, "nl", summary=True)

    assert "kbo" not in short
    assert "De versie is nog 1.2.0: verhoog ze." in short


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_said_in_every_form(kind):
    found = Difference(OLD, NEW, (Change(kind, "slot", "size"),))
    for form in RENDERERS.values():
        for language in ("nl", "en"):
            assert "size" in form(found, language)


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


def test_the_page_needs_no_other_file_runs_nothing_and_has_both_languages():
    page = to_html(FOUND, "en")
    reader = _Tags()
    reader.feed(page)
    names = [tag for tag, _ in reader.tags]

    assert "script" not in names
    assert not any("src" in attributes for _, attributes in reader.tags)
    assert [attributes["lang"] for tag, attributes in reader.tags if tag == "main"] == ["en", "nl"]
    assert [attributes.get("lang") for tag, attributes in reader.tags if tag == "html"] == ["en"]
    assert names.count("h1") == 2


def test_markdown_shows_values_as_they_are():
    text = to_markdown(FOUND, "en")

    assert "`` <script>alert(1)</script> | `a` *b* [c](d) ``" in text
    assert re.search(r"^- \*\*slot kbo has a stricter pattern\*\*\.", text, re.MULTILINE)


def test_json_holds_the_values_and_the_words():
    whole = json.loads(to_json(FOUND, "en"))

    assert whole["step"] == "major"
    assert whole["next_version"] == "2.0.0"
    assert whole["version_fault"] == "unchanged"
    assert whole["counts"] == {"breaking": 1, "additive": 0, "editorial": 1}
    first = whole["changes"][0]
    assert (first["verdict"], first["publishing"], first["consuming"]) == (
        "breaking", "breaking", "additive",
    )  # fmt: skip
    assert first["touched"][0] == {"kind": "registry", "name": "organisaties"}
    assert first["count"] == {"broken": 3, "records": 120}
    assert first["headline"] == "slot kbo has a stricter pattern"


def test_a_long_list_of_classes_is_cut_and_counted():
    names = tuple(f"C{number:02d}" for number in range(SHOWN + 5))
    found = Difference(OLD, NEW, (Change("required_on", "slot", "size", classes=names),))

    assert f"{names[SHOWN - 1]} and 5 more" in to_text(found, "en")


def test_no_difference_is_said_so():
    assert to_text(Difference(OLD, NEW), "nl").endswith("Er is geen verschil.\n")
