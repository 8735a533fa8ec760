from hypothesis import given
from hypothesis import strategies as st

from linkml_schemas.sharing import Use, name_shared

words = st.text(alphabet="ab-", min_size=1, max_size=3)
uses = st.lists(st.builds(Use, owner=words, name=words, content=words), max_size=12)


def test_what_most_classes_have_has_the_plain_name():
    keys = name_shared(
        [
            *(Use(owner, "label", "title") for owner in ("Dataset", "Catalogue")),
            *(Use(owner, "label", "name") for owner in ("Role", "Post", "Body")),
            Use("Goal", "label", "goal"),
        ]
    )

    assert keys == {"title": "label-Dataset", "name": "label"}


def test_an_edited_text_keeps_its_key():
    before = [Use("Role", "id", "a"), Use("Post", "id", "a"), Use("Post", "to", "b")]
    after = [Use(use.owner, use.name, use.content + " edited") for use in before]

    assert list(name_shared(before).values()) == list(name_shared(after).values())


@given(uses)
def test_no_two_contents_have_one_key(found):
    keys = name_shared(found)

    assert len(set(keys.values())) == len(keys)


@given(uses)
def test_only_what_several_classes_have_has_a_key(found):
    for content in name_shared(found):
        assert len({use.owner for use in found if use.content == content}) > 1
