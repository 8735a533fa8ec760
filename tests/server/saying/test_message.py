import ast
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.saying.details import DETAILS
from server.saying.message import Message, from_plain, say

SERVER = Path(__file__).parents[3] / "server"
LANGUAGES = ("nl", "en")
TEXT = st.text(max_size=20)


def placeholders(key: str, language: str) -> set[str]:
    parts = string.Formatter().parse(DETAILS[key][language])
    return {name for _, name, _, _ in parts if name}


@pytest.fixture(scope="module")
def nodes():
    """Return what the modules of the server hold, those with the sentences left out."""
    paths = [path for path in SERVER.rglob("*.py") if not path.name.endswith("details.py")]
    trees = [(path.name, ast.parse(path.read_text(encoding="utf-8"))) for path in paths]
    return [(name, node) for name, tree in trees for node in ast.walk(tree)]


def test_a_sentence_is_there_in_both_languages_and_names_the_same_in_each():
    lacking = [key for key, said in DETAILS.items() if tuple(said) != LANGUAGES]
    differing = [key for key in DETAILS if placeholders(key, "nl") != placeholders(key, "en")]
    empty = [key for key, said in DETAILS.items() if not all(map(str.strip, said.values()))]

    assert (lacking, differing, empty) == ([], [], ["silent"])


def test_the_two_languages_of_a_sentence_differ():
    same = {key for key, said in DETAILS.items() if said["nl"] == said["en"]}

    wordless = {key for key in same if not any(map(str.isalpha, _bare(key)))}
    assert same == wordless


def _bare(key: str) -> str:
    return "".join(text for text, *_ in string.Formatter().parse(DETAILS[key]["en"]))


def test_every_message_that_is_made_has_a_sentence_and_all_that_it_names(nodes):
    wrong, count = [], 0
    for name, node in nodes:
        if not isinstance(node, ast.Call) or getattr(node.func, "id", "") != "say":
            continue
        named = {keyword.arg for keyword in node.keywords}
        if isinstance(node.args[0], ast.Constant) and None not in named:
            count += 1
            key = str(node.args[0].value)
            if key not in DETAILS or placeholders(key, "en") != named:
                wrong.append(f"{name}:{node.lineno}: {key}")

    assert (wrong, count > 100) == ([], True)


def test_no_sentence_is_said_by_nobody(nodes):
    constants = {node.value for _, node in nodes if isinstance(node, ast.Constant)}

    assert set(DETAILS) - constants == set()


def test_a_message_within_a_message_is_worded_in_the_same_language():
    message = say("parameter.value", name="page", value="x", expected=say("expected.one"))

    assert message.to_text("nl") == "De parameter page heeft de waarde 'x'; verwacht: één waarde."
    assert message.to_text("en") == "The parameter page has the value 'x'; expected one value."


def test_a_text_that_lacks_a_language_is_given_in_the_one_there_is():
    assert say("said", text={"nl": "Samengevoegd"}).to_text("en") == "Samengevoegd"


@given(TEXT, st.integers(), st.dictionaries(st.sampled_from(LANGUAGES), TEXT))
def test_a_message_survives_json(text, number, texts):
    message = say("page.none", pages=number, page=Message("said", {"text": texts}), key=text)

    assert from_plain(message.to_plain()) == message


@given(TEXT)
def test_braces_in_a_value_are_no_places(text):
    assert say("said", text=f"{{{text}}}").to_text("nl") == f"{{{text}}}"
