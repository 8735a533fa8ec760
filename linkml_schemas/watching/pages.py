"""Make the pages of the preview: those of the specification, with what is wrong below.

Step on the line: from an answer to HTML. A page is made when it is first asked for, and kept
until the next save.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from markupsafe import Markup

from linkml_schemas.checking.formats import owner_of, relative
from linkml_schemas.differing.telling import tell
from linkml_schemas.modelling.faults import Fault
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.specifying.anchors import to_anchors
from linkml_schemas.specifying.pages import render_index, render_specification, render_term_page
from linkml_schemas.specifying.styles import page_style
from linkml_schemas.specifying.wording import LANGUAGES
from linkml_schemas.translating.page import render_page
from linkml_schemas.translating.record import FILE, RecordError, read_record
from linkml_schemas.translating.review import review
from linkml_schemas.translating.units import languages_of, read_units
from linkml_schemas.watching.texts import to_text
from linkml_schemas.watching.workbench import Answer

ASSETS = Path(__file__).parent / "assets"
STYLE = "/style.css"
TRANSLATIONS_STYLE = "/translations.css"
MOST = 50
"""Faults and changes that a page lists."""


def style() -> str:
    """Return the style sheet of all pages."""
    return f"{page_style()}\n{(ASSETS / 'preview.css').read_text(encoding='utf-8')}"


def script() -> str:
    """Return the script that loads a page again after a save."""
    return (ASSETS / "refresh.js").read_text(encoding="utf-8")


@dataclass
class Pages:
    """The pages of one answer."""

    answer: Answer
    made: dict[tuple[str, str], str] = field(default_factory=dict)

    def page(self, language: str, name: str) -> str | None:
        """Return a page, None if there is none of this name.

        Args:
            language: One of those of the specification.
            name: Empty for all terms, ``profile``, ``translations``, or ``term/`` and an anchor.
        """
        if (language, name) not in self.made:
            body = self._specified(language, name)
            if body is None:
                return None
            self.made[language, name] = body.replace(
                "</body>", f"{self._state(language)}</body>", 1
            )
        return self.made[language, name]

    def missing(self, language: str) -> str:
        """Return the page for an address that leads nowhere."""
        return _bare(language, to_text("missing", language), self._state(language))

    def _specified(self, language: str, name: str) -> str | None:
        model = self.answer.good
        if model is None:
            return _bare(language, to_text("none", language), "")
        address, term = _address(name), _term(model, language)
        if not name:
            return render_index(model, language, css=STYLE, address=address, term=term)
        if name == "translations":
            return _translations(model, language)
        if name == "profile":
            return render_specification(model, language, css=STYLE, address=address)
        element = _element(model, name.removeprefix("term/"))
        if element is None:
            return None
        return render_term_page(model, element, language, css=STYLE, address=address, term=term)

    def _state(self, language: str) -> Markup:
        """Return what is wrong and what changed, as the last part of a page."""
        answer, counts = self.answer, self.answer.report.counts()
        said = to_text("state", language, number=answer.number, **counts)
        old = "" if answer.is_readable else to_text("old", language)
        parts = [Markup("<p><strong>{}</strong> {}</p>").format(said, old)]
        parts.append(_links(language))
        faults = [_fault(fault) for fault in answer.report.faults if fault.level != "hint"]
        parts += _list(to_text("faults", language), faults, language)
        for found in (answer.since_save, answer.since_baseline):
            if found is not None and found.changes:
                words = "nl" if language == "nl" else "en"
                item = Markup('<li lang="{}">{}</li>')
                told = [item.format(words, tell(each, words).headline) for each in found.changes]
                title = to_text("changes", language, label=found.old.label)
                parts += _list(title, told, language)
        wrong = "wrong" if counts["error"] or not answer.is_readable else "right"
        opening = Markup('<aside class="{}" data-save="{}" aria-label="{}">').format(
            wrong, answer.number, to_text("label", language)
        )
        script = Markup('<script src="/refresh.js" defer></script>')
        return Markup("\n").join([opening, *parts, Markup("</aside>"), script, Markup("")])


def _list(title: str, items: list[Markup], language: str) -> list[Markup]:
    if not items:
        return []
    shown = items[:MOST]
    if len(items) > MOST:
        more = to_text("more", language, count=len(items) - MOST)
        shown.append(Markup("<li>{}</li>").format(more))
    heading = Markup("<h2>{}</h2>").format(title)
    return [heading, Markup("<ol>"), *shown, Markup("</ol>")]


def _fault(fault: Fault) -> Markup:
    place = f"{relative(fault.place.file)}:{fault.place.line}:{fault.place.column}"
    return Markup(
        '<li lang="en"><code>{}</code> {} [{}] {}{}<span class="remedy">{}</span></li>'
    ).format(place, fault.level, fault.rule, owner_of(fault), fault.message, fault.remedy)


def _links(language: str) -> Markup:
    pages = (("", "terms"), ("profile", "profile"), ("translations", "translations"))
    return Markup("<p>{}</p>").format(
        Markup(" · ").join(
            Markup('<a href="/{}/{}">{}</a>').format(language, name, to_text(key, language))
            for name, key in pages
        )
    )


def _translations(model: SchemaModel, language: str) -> str:
    """Return all languages side by side; a record that cannot be read counts as none."""
    units = read_units(model)
    tags = languages_of(model, units)
    try:
        record = read_record(model.source.path.parent / FILE)
    except RecordError:
        record = {}
    found = review(units, record, tags)
    return render_page(model, found, tags, css=TRANSLATIONS_STYLE, chosen=language)


def _address(name: str) -> Callable[[str], str]:
    return lambda language: f"/{language}/{quote(name)}"


def _term(model: SchemaModel, language: str) -> Callable[[str], str]:
    """Return what leads to the page of an element, or to the part of a page with a property."""
    found = to_anchors(model)
    own = {*found.classes.values(), *found.enums.values(), *found.types.values()}

    def address(anchor: str) -> str:
        owner = anchor.rpartition(".")[0]
        if anchor in own:
            return f"/{language}/term/{quote(anchor)}"
        if owner in own:
            return f"/{language}/term/{quote(owner)}#{quote(anchor)}"
        return f"/{language}/profile#{quote(anchor)}"

    return address


def _element(model: SchemaModel, anchor: str) -> str | None:
    """Return the name of the class, code list or datatype with an anchor."""
    found = to_anchors(model)
    for group in (found.classes, found.enums, found.types):
        for name, given in group.items():
            if given == anchor:
                return name
    return None


def _bare(language: str, text: str, state: str) -> str:
    ways = Markup(" · ").join(
        Markup('<a href="/{}/" hreflang="{}">{}</a>').format(each, each, each) for each in LANGUAGES
    )
    return Markup(
        '<!DOCTYPE html>\n<html lang="{}">\n<head><meta charset="utf-8"><title>{}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<link rel="stylesheet" href="{}"></head>\n<body>\n<main id="s-content"><h1>{}</h1>'
        "<p>{}</p></main>\n{}</body>\n</html>\n"
    ).format(language, text, STYLE, text, ways, Markup(state))
