"""Every way of writing an element goes to a map by language, and nothing else changes."""

import pytest
import yaml

from linkml_schemas.modelling.reading import read_model
from linkml_schemas.translating.comparing import WritingError
from linkml_schemas.translating.language_maps import from_language_maps, to_language_maps
from linkml_schemas.translating.units import read_units

HEAD = "id: https://example.org/x\nname: x\nin_language: nl\nclasses:\n"


def to_maps(folder, text: str) -> str:
    """Return what follows the head of a schema once its texts are maps."""
    path = folder / "x.yaml"
    path.write_text(HEAD + text, encoding="utf-8", newline="\n")
    made = to_language_maps(path.read_bytes(), read_units(read_model(path))).decode()
    assert made.startswith(HEAD)
    return made.removeprefix(HEAD)


def to_plain(text: str) -> str:
    return from_language_maps((HEAD + text).encode(), "nl").decode().removeprefix(HEAD)


@pytest.mark.parametrize(
    ("text", "maps"),
    [
        (
            "  A: {title: A, description: Een a., annotations: {title_fr: Aa}}\n",
            "  A: {title: {nl: A, fr: Aa}, description: Een a.}\n",
        ),
        (
            "  A: {annotations: {title_fr: 'A, a'}, title: A} # kept\n",
            "  A: {title: {nl: A, fr: 'A, a'}} # kept\n",
        ),
        (
            "  A:\n    title: A\n    annotations: {title_fr: Aa, group: kern}\n",
            "  A:\n    title:\n      nl: A\n      fr: Aa\n    annotations: {group: kern}\n",
        ),
        (
            "  A:\n    title: A\n    annotations: {a: b, title_fr: Aa, title_de: Ah, c: d}\n",
            "  A:\n    title:\n      nl: A\n      fr: Aa\n      de: Ah\n"
            "    annotations: {a: b, c: d}\n",
        ),
        (
            "  A:\n    title: A\n    annotations:\n    - {tag: title_fr, value: Aa}\n"
            "    - tag: title_de\n      value: Ah\n"
            "    - tag: group\n      value: kern\n",
            "  A:\n    title:\n      nl: A\n      fr: Aa\n      de: Ah\n    annotations:\n"
            "    - tag: group\n      value: kern\n",
        ),
        (
            "  A: {title: A, annotations: [{tag: title_fr, value: Aa}]}\n",
            "  A: {title: {nl: A, fr: Aa}}\n",
        ),
        (
            "  A: {title: A,\n      annotations: {title_fr: Aa}, abstract: true}\n",
            "  A: {title: {nl: A, fr: Aa}, abstract: true}\n",
        ),
        (
            "  A:\n    title: A\n    annotations: &a {title_fr: Aa, group: kern}\n"
            "  B: {title: B, annotations: *a}\n",
            "  A:\n    title:\n      nl: A\n      fr: Aa\n    annotations: &a {group: kern}\n"
            "  B: {title: {nl: B, fr: Aa}, annotations: *a}\n",
        ),
        (
            "  A: {title: A, annotations: {title_no: Å}}\n",
            "  A: {title: {nl: A, 'no': Å}}\n",
        ),
        (
            "  A: {title: A, annotations: [{tag: group, value: kern}]}\n",
            "  A: {title: A, annotations: [{tag: group, value: kern}]}\n",
        ),
    ],
)
def test_an_element_in_braces_or_with_a_list_goes_to_maps(tmp_path, text, maps):
    assert to_maps(tmp_path, text) == maps


@pytest.mark.parametrize(
    ("maps", "text"),
    [
        ("  A: {title: {nl: A, fr: Aa}}\n", "  A: {title: A, annotations: {title_fr: Aa}}\n"),
        (
            "  A:\n    title: {nl: A, fr: Aa}\n    annotations: {group: kern}\n",
            "  A:\n    title: A\n    annotations: {group: kern, title_fr: Aa}\n",
        ),
        (
            "  A: {title: {nl: A, fr: Aa}, annotations: {}}\n",
            "  A: {title: A, annotations: {title_fr: Aa}}\n",
        ),
    ],
)
def test_maps_in_braces_go_back(maps, text):
    assert to_plain(maps) == text
    assert yaml.safe_load(HEAD + text)


def test_what_cannot_go_back_is_named_with_its_line():
    text = "  A:\n    title: {nl: A, fr: Aa}\n    annotations: [{tag: group, value: kern}]\n"

    with pytest.raises(WritingError, match="line 7: the annotations are a list"):
        to_plain(text)


def test_file_and_line_of_a_place_that_cannot_be_written_are_said(run, tmp_path):
    path = tmp_path / "x.yaml"
    path.write_text(
        f"{HEAD}  A:\n    title: A\n    annotations: &a {{title_fr: Aa, group: kern}}\n"
        "  B:\n    title: {nl: B, de: Be}\n    annotations: *a\n",
        encoding="utf-8",
    )

    done = run(path, "--to-language-maps", str(tmp_path / "maps"))

    assert done.exit_code == 2
    assert f"{path}: line 7: classes.B.annotations" in done.output
