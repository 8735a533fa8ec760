import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from linkml_schemas.translating.comparing import WritingError
from linkml_schemas.translating.tables import shield, unshield
from linkml_schemas.translating.writing import Change, rewrite
from linkml_schemas.translating.yaml_editing import render_scalar

TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), include_characters="\n\t"), min_size=1
).filter(lambda text: "\ufeff" not in text)

SCHEMA = b"""\
id: x:y
# a comment
classes:
  A:   # of a class
    title: 'A'
    attributes:
      b:
        description: >
          Folded
          text.

    # below
    annotations:
      title_en:   "a"   # English

  C:
  D: {title: D}
"""


@given(TEXTS)
def test_every_text_is_written_so_that_it_is_read_again(text):
    assert yaml.safe_load(f"k: {render_scalar(text, None)}\nz: 1") == {"k": text, "z": 1}
    assert yaml.safe_load(f"{{k: {render_scalar(text, None, flow=True)}, z: 1}}")["k"] == text


@given(TEXTS)
def test_a_shielded_cell_is_the_same_text_again(text):
    assert unshield(shield(text)) == text
    assert not shield(text).startswith(("=", "+", "-", "@", "\t", "\r"))


@settings(max_examples=40)
@given(
    st.dictionaries(
        st.tuples(
            st.sampled_from(
                [
                    ("classes", "A"),
                    ("classes", "A", "attributes", "b"),
                    ("classes", "C"),
                    ("classes", "D"),
                    (),
                ]
            ),
            st.sampled_from(["title", "description"]),
            st.sampled_from(["en", "fr", "pt-br"]),
        ),
        TEXTS,
    )
)
def test_any_texts_are_written_and_comments_stay(texts):
    changes = [Change(path, part, tag, text) for (path, part, tag), text in texts.items()]

    written = rewrite(SCHEMA, changes, "nl").decode()

    data = yaml.safe_load(written)
    for change in changes:
        node = data
        for key in change.path:
            node = node[key]
        assert node["annotations"][change.annotation] == change.text
    for comment in ("# a comment", "# of a class", "# below", "# English"):
        assert comment in written
    assert data["classes"]["A"]["title"] == "A"


def test_no_change_is_no_difference():
    assert rewrite(SCHEMA, [], "nl") == SCHEMA


def test_a_text_of_the_schemas_own_language_is_the_value_of_its_key():
    changed = rewrite(SCHEMA, [Change(("classes", "A"), "title", "nl", "Ja: nee")], "nl")

    assert changed == SCHEMA.replace(b"title: 'A'", b"title: 'Ja: nee'")


@pytest.mark.parametrize(
    ("schema", "path", "said"),
    [
        pytest.param(b"a: 1\nslots:\n- b\n", ("slots", 0), "a mapping of its own", id="item"),
        pytest.param(
            b"classes:\n  A:\n    annotations:\n    - tag: x\n      value: y\n",
            ("classes", "A"),
            "annotations are a list",
            id="list",
        ),
    ],
)
def test_a_place_that_cannot_hold_a_text_is_named(schema, path, said):
    with pytest.raises(WritingError, match=said):
        rewrite(schema, [Change(path, "title", "fr", "x")], "nl")
