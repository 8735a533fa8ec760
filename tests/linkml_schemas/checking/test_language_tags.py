"""Texts whose language nobody reads: the tag is named, and the one that was meant."""

from pathlib import Path

import pytest

from linkml_schemas.checking.check import Beyond, check_schema
from linkml_schemas.checking.rule import whole_example


def tags(folder: Path, body: str) -> list[tuple[int, str, str]]:
    """Return line, message and remedy of what the rule has against a class."""
    path = folder / "library.yaml"
    path.write_text(whole_example(f"classes:\n  Book:\n{body}"), encoding="utf-8")
    report = check_schema(path, Beyond(thorough=False))
    lines = path.read_text(encoding="utf-8").splitlines()
    first = lines.index("  Book:") + 1
    found = [each for each in report.faults if each.rule == "language-tag"]
    return [(each.place.line - first, each.message, each.remedy) for each in found]


@pytest.mark.parametrize(
    ("tag", "message", "meant"),
    [
        ("dutch", "'dutch' is no language", "did you mean title_nl?"),
        ("NL", "the tag 'NL' is not read", "did you mean title_nl?"),
        ("en-GB", "the tag 'en-GB' is not read", "did you mean title_en_gb?"),
        ("pt-BR", "the tag 'pt-BR' is not read", "did you mean title_pt_br?"),
        ("xx", "'xx' is no language", "write a tag of BCP 47"),
    ],
)
def test_annotation_in_no_language_is_named_at_its_line(tmp_path, tag, message, meant):
    ((line, said, remedy),) = tags(
        tmp_path, f"    annotations:\n      title_fr: Livre\n      title_{tag}: x\n"
    )

    assert line == 3
    assert message in said
    assert meant in remedy


def test_tag_of_a_language_map_is_held_to_the_same(tmp_path):
    found = tags(tmp_path, "    title:\n      nl: Boek\n      en-GB: Book\n      english: Book\n")

    assert [(line, remedy) for line, _, remedy in found] == [(4, "did you mean en?")]


@pytest.mark.parametrize("tag", ["nl", "en", "fr", "pt_br", "fy", "nds"])
def test_languages_that_are_read_are_none_of_its_business(tmp_path, tag):
    assert tags(tmp_path, f"    annotations: {{title_{tag}: x}}\n") == []
