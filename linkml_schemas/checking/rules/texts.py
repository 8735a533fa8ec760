"""Rules about titles and descriptions: the texts that people read, in each language.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`.
"""

import re
from collections.abc import Iterator

from linkml_schemas.checking.looking import described, usages
from linkml_schemas.checking.rule import Context, Finding, Rule, find, name_of
from linkml_schemas.modelling.element import TEXT_KEY
from linkml_schemas.modelling.elements import ElementModel
from linkml_schemas.modelling.languages import is_language, meant_language

_UNFINISHED = re.compile(
    r"\b(T[O]DO|TBD|F[I]XME|X[X]X|lorem ipsum|nog in te vullen)\b", re.IGNORECASE
)
_TAGGED = re.compile(r"(title|description)_(.+)")
_ENDS = (".", "!", "?", "…", ":", ")", '"', "”", "`")


def _missing(context: Context, kind: str) -> Iterator[Finding]:
    for element in described(context.model):
        texts = element.titles if kind == "title" else element.descriptions
        for language in context.languages:
            if language not in texts:
                own = language == element.language
                key = kind if own else f"annotations: {kind}_{language.replace('-', '_')}"
                message = f"{kind} in {language!r} is missing"
                yield find(element, "", message, f"add `{key}: …`")


def _titles(context: Context) -> Iterator[Finding]:
    return _missing(context, "title")


def _descriptions(context: Context) -> Iterator[Finding]:
    missing = _missing(context, "description")
    values = {each.place for each in context.model.elements() if each.kind == "value"}
    return (each for each in missing if each.place not in values)


def _half_described(context: Context) -> Iterator[Finding]:
    for element in context.model.elements():
        if element.kind != "value" or not element.descriptions:
            continue
        for language in context.languages:
            if language not in element.descriptions:
                yield find(
                    element, "description", f"description in {language!r} is missing",
                    "a value has a description in all languages, or in none",
                )  # fmt: skip


def _full_stop(context: Context) -> Iterator[Finding]:
    for element in described(context.model):
        for language, text in element.descriptions.items():
            if text and not text.endswith(_ENDS):
                message = f"the description in {language!r} does not end in a full stop"
                yield find(element, "description", message, "end it with a full stop")


def _half_refined(context: Context) -> Iterator[Finding]:
    for usage in usages(context.model):
        notes = usage.body.get("annotations")
        for kind in ("title", "description"):
            text = usage.body.get(kind)
            if text is None:
                continue
            said = set(text) if isinstance(text, dict) else {usage.slot.language}
            for tag in notes if isinstance(notes, dict) else ():
                if tag.startswith(f"{kind}_"):
                    said.add(tag.removeprefix(f"{kind}_").replace("_", "-"))
            for language in context.languages:
                if language not in said:
                    message = f"{usage.owner.name} gives it another {kind}, not in {language!r}"
                    remedy = f"say the {kind} in every language, or in none"
                    yield Finding(usage.place(kind), name_of(usage.slot), message, remedy)


def _equal(context: Context) -> Iterator[Finding]:
    for element in described(context.model):
        seen: dict[str, str] = {}
        for language, text in element.descriptions.items():
            if text in seen:
                message = f"the description in {language!r} is that in {seen[text]!r}"
                yield find(element, "description", message, "translate it")
            seen[text] = language


def _equal_titles(context: Context) -> Iterator[Finding]:
    for element in described(context.model):
        seen: dict[str, str] = {}
        for language, text in element.titles.items():
            if text in seen:
                message = f"the title {text!r} in {language!r} is that in {seen[text]!r}"
                yield find(element, "title", message, "translate it, if the word is not the same")
            seen[text] = language


def _says_nothing(context: Context) -> Iterator[Finding]:
    for element in described(context.model):
        for language, text in element.descriptions.items():
            title = element.titles.get(language, element.name)
            if text.rstrip(".").casefold() in {title.casefold(), element.name.casefold()}:
                message = f"the description in {language!r} only repeats the title"
                yield find(element, "description", message, "say what it means, or what it is not")


def _unfinished(context: Context) -> Iterator[Finding]:
    for element in described(context.model):
        for kind, texts in (("title", element.titles), ("description", element.descriptions)):
            for text in texts.values():
                if match := _UNFINISHED.search(text):
                    message = f"the {kind} holds {match[0]!r}"
                    yield find(element, kind, message, "write the text, or leave it out")


def _tags(context: Context) -> Iterator[Finding]:
    for element in described(context.model):
        for key in element.annotations:
            match = _TAGGED.fullmatch(key)
            if match and not (TEXT_KEY.fullmatch(key) and is_language(_tag(match[2]))):
                meant = meant_language(match[2]).replace("-", "_")
                yield _bad_tag(element, "annotations", key, match[2], f"{match[1]}_{meant}")
        for part in ("title", "description"):
            texts = element.raw.get(part)
            for tag in texts if isinstance(texts, dict) else ():
                if not is_language(str(tag)):
                    yield _bad_tag(element, part, str(tag), str(tag), meant_language(str(tag)))


def _tag(written: str) -> str:
    return written.replace("_", "-")


def _bad_tag(element: ElementModel, key: str, entry: str, tag: str, meant: str) -> Finding:
    """Return a finding at an entry of a key: what is meant ends in ``_`` if nothing is near."""
    if is_language(_tag(tag)):
        message = f"the tag {tag!r} is not read: an annotation has it in lower case, with _"
    else:
        message = f"{tag!r} is no language"
    remedy = "write a tag of BCP 47, such as nl, en or pt_br"
    if meant and not meant.endswith("_"):
        remedy = f"did you mean {meant}?"
    place = element.place_of(key)
    if (*element.path, key, entry) in element.source.document.marks:
        place = element.place_of(key, entry)
    return Finding(place, name_of(element), message, remedy)


_TWO = 'languages = ["en", "nl"]\n'
_GOOD = """\
classes:
  Book:
    title: Book
    description: A text that was published.
    annotations: {title_nl: Boek, description_nl: Een tekst die werd uitgegeven.}
"""

TEXT_RULES: tuple[Rule, ...] = (
    Rule(
        "title", "warning",
        "What has no title in a language shows its technical name to readers of that language.",
        "classes:\n  Book:\n    title: Book\n", _GOOD, _titles, settings=_TWO,
    ),
    Rule(
        "description", "warning",
        "Two teams use an element that nobody described for two things.",
        "classes:\n  Book:\n    description: A text that was published.\n", _GOOD,
        _descriptions, settings=_TWO,
    ),
    Rule(
        "value-description", "warning",
        "A code that is described in one language only is guessed at in the others.",
        "enums:\n  Colour:\n    permissible_values:\n      red: {description: Like blood.}\n",
        "enums:\n  Colour:\n    permissible_values:\n      red: {title: red}\n",
        _half_described, settings=_TWO,
    ),
    Rule(
        "full-stop", "hint",
        "A description is a sentence; without its end a reader wonders what was cut off.",
        "classes:\n  Book:\n    description: A text that was published\n", _GOOD, _full_stop,
    ),
    Rule(
        "refined-text", "warning",
        "A slot that has another title in a class keeps the old one in the other languages.",
        "slots:\n  name: {title: Name}\nclasses:\n  Book:\n    slots: [name]\n"
        "    slot_usage:\n      name: {title: Title}\n",
        "slots:\n  name: {title: Name}\nclasses:\n  Book:\n    slots: [name]\n"
        "    slot_usage:\n      name: {title: Title, annotations: {title_nl: Titel}}\n",
        _half_refined, settings=_TWO,
    ),
    Rule(
        "untranslated-description", "warning",
        "A sentence that is the same in two languages was copied and not translated.",
        "classes:\n  Book:\n    description: A text.\n    annotations: {description_nl: A text.}\n",
        _GOOD, _equal,
    ),
    Rule(
        "untranslated-title", "hint",
        "A title that is equal in two languages may be right, or not translated yet.",
        "classes:\n  Book:\n    title: Book\n    annotations: {title_nl: Book}\n", _GOOD,
        _equal_titles,
    ),
    Rule(
        "empty-description", "hint",
        "A description that repeats the title says nothing.",
        "classes:\n  Book:\n    title: Book\n    description: Book.\n", _GOOD, _says_nothing,
    ),
    Rule(
        "unfinished-text", "warning",
        "What was to be written later is published now.",
        "classes:\n  Book:\n    description: Lorem ipsum dolor sit amet.\n", _GOOD, _unfinished,
    ),
    Rule(
        "language-tag", "warning",
        "A text with a tag that is no language is lost to every reader.",
        "classes:\n  Book:\n    annotations: {title_dutch!: Boek}\n", _GOOD, _tags,
    ),
)  # fmt: skip
"""Texts that lack, and texts that say nothing."""
