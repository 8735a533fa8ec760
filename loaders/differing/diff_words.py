"""Put a difference in words, for a person at a terminal.

Step on the line: after :mod:`loaders.differing.diff_report`; pure, one line of text after another.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from loaders.differing.diff_report import KINDS
from loaders.differing.diff_texts import say

Item = Mapping[str, Any]
_INDENT = "  "


def render_difference(difference: Item, language: str) -> Iterator[str]:
    """Yield the lines that say what differs.

    Args:
        difference: As :func:`loaders.differing.diff_report.report_difference` gives it, with
            ``build`` beside it if the second state is what a build would make.
        language: nl or en.
    """
    yield say("from", language, state=_state(difference["from"], language))
    yield say("to", language, state=_state(difference["to"], language))
    if not difference["different"]:
        yield say("same", language)
    if schema := difference["schema"]:
        yield say("schema", language, old=schema["from"] or "-", new=schema["to"])
    for registry in difference["registries"]:
        yield ""
        yield from _registry(registry, language)
    if means := list(_meaning(difference, language)):
        yield from ("", say("means", language), *means)


def _state(state: Item, language: str) -> str:
    key = "stopped" if state["what"] == "build" and not state["id"] else state["what"]
    return say(key, language, **state)


def _registry(registry: Item, language: str) -> Iterator[str]:
    state = registry["state"]
    key = "registry" if state == "changed" else f"registry_{state}"
    title = registry["title"].get(language) or next(iter(registry["title"].values()))
    counts = _counts(registry, language)
    yield say(key, language, title=title, name=registry["name"], counts=counts)
    for fact in registry.get("facts", ()):
        old, new = (_fact(fact[side], language) for side in ("from", "to"))
        name = say(f"fact_{fact['fact']}", language)
        yield _INDENT + say("fact", language, fact=name, old=old, new=new)
    for kind in KINDS:
        things = registry.get(kind, ())
        for thing in things:
            yield _INDENT + say(kind, language, thing=_thing(thing))
            for item in thing.get("properties", ()):
                yield _INDENT * 3 + _property(item, language)
        if more := registry.get("counts", {}).get(kind, 0) - len(things):
            yield _INDENT + say(f"more_{kind}", language, n=more)


def _counts(registry: Item, language: str) -> str:
    if "counts" not in registry:
        return say("no_counts", language)
    said = registry["statements"]
    values = {**registry["counts"], "more": said["added"], "fewer": said["removed"]}
    return say("counts", language, **values)


def _fact(value: object, language: str) -> str:
    if isinstance(value, Mapping):
        value = value.get(language) or next(iter(value.values()), "")
    if isinstance(value, bool):
        return say("yes" if value else "no", language)
    return str(value) if value not in {"", None} else say("empty", language)


def _thing(thing: Item) -> str:
    return f"{thing['label']} <{thing['iri']}>" if thing["label"] else f"<{thing['iri']}>"


def _property(item: Item, language: str) -> str:
    """Return one property with its values before and after."""
    old, new = (_values(item[side], language) for side in ("from", "to"))
    key = "set" if old and new else "gets" if new else "loses"
    name = say("part", language, property=item["label"]) if item["part"] else item["label"]
    return say(key, language, property=name, old=old, new=new)


def _values(values: Sequence[Item], language: str) -> str:
    return ", ".join(sorted(_value(value, language) for value in values))


def _value(value: Item, language: str) -> str:
    r"""Return a value, a text with its language.

    >>> _value({"text": "Stad Gent", "language": "nl"}, "en")
    '"Stad Gent" (nl)'
    >>> _value({"text": "Gent", "iri": "https://e.org/gent"}, "en")
    'Gent <https://e.org/gent>'
    """
    if "iri" not in value:
        text = value["text"].replace("\n", " ⏎ ")
        return f'"{text}" ({value["language"]})' if value["language"] else f'"{text}"'
    if "/.well-known/genid/" in value["iri"]:
        return say("anonymous", language)
    return _thing({"label": value["text"], "iri": value["iri"]})


def _meaning(difference: Item, language: str) -> Iterator[str]:
    """Yield what follows from the difference: promises, removals, what a build would do."""
    gone = difference["gone"]
    if gone["count"]:
        key = "gone_one" if gone["count"] == 1 else "gone"
        yield _INDENT + say(key, language, n=gone["count"])
        yield from (f"{_INDENT * 2}{iri}" for iri in gone["iris"])
        if more := gone["count"] - len(gone["iris"]):
            yield _INDENT * 2 + say("more_gone", language, n=more)
    for registry in difference["registries"]:
        if (removal := registry.get("removal")) and removal["removed"]:
            share = f"{removal['removed'] / removal['total']:.1%}"
            yield _INDENT + say("share", language, name=registry["name"], share=share, **removal)
    build = difference.get("build") or {"problem": "", "refused": {}}
    for name, problem in build["refused"].items():
        yield _INDENT + say("refused", language, name=name, problem=problem)
    if build["problem"]:
        yield _INDENT + say("stops", language, problem=build["problem"])
