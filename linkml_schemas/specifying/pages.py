"""Turn a specification into pages of HTML that stand alone, work without a script and print.

Step on the line: what ``begrip schema generate`` writes, ``begrip schema watch`` shows and the
server serves. Everything that a schema says is escaped: a page can run nothing.
"""

from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.specifying.class_diagram import draw_classes
from linkml_schemas.specifying.content import Change, Example, Publication, Reference
from linkml_schemas.specifying.properties import Terms
from linkml_schemas.specifying.sections import Sections
from linkml_schemas.specifying.specification import to_drawings, to_specification
from linkml_schemas.specifying.styles import TEMPLATES, page_style
from linkml_schemas.specifying.texts import NAMES, to_text
from linkml_schemas.specifying.wording import LANGUAGES, Said

Address = Callable[[str], str]
"""Gives the address of a page in a language."""

INLINE = "inline"
"""The style stands in the page itself."""


def beside(language: str) -> str:
    """Return the name of the file of a specification in a language.

    >>> beside("nl")
    'specification.nl.html'
    """
    return f"specification.{language}.html"


def render_specification(
    model: SchemaModel,
    language: str,
    *,
    css: str = INLINE,
    examples: Sequence[Example] = (),
    changes: Sequence[Change] = (),
    publication: Publication | None = None,
    address: Address = beside,
    languages: Sequence[str] = LANGUAGES,
) -> str:
    """Return the specification of a schema as one page of HTML.

    Args:
        model: The schema.
        language: In which the reader reads.
        css: ``inline``, or the address of the style sheet of :func:`page_style`.
        examples: Records to show with their classes.
        changes: What is new since the version before.
        publication: What a release says of itself.
        address: Where the page is in each language.
        languages: The languages that the reader may choose from.
    """
    found = to_specification(
        model, language, examples=examples, changes=changes, publication=publication
    )
    page = Page(language, css, address, languages)
    return page.render("specification.html", spec=found)


def render_term_page(
    model: SchemaModel,
    element: str,
    language: str,
    *,
    css: str = INLINE,
    address: Address = beside,
    term: Callable[[str], str] = "#{}".format,
    languages: Sequence[str] = LANGUAGES,
    examples: Sequence[Example] = (),
) -> str:
    """Return the page of one class, code list or datatype.

    Args:
        model: The schema.
        element: Its name.
        language: In which the reader reads.
        css: ``inline``, or the address of a style sheet.
        address: Where this page is in each language.
        term: Where the page or section of another element is, by its anchor.
        languages: The languages that the reader may choose from.
        examples: Records to show with their class.

    Raises:
        KeyError: The schema has no such element.
    """
    terms = Terms(model, language)
    sections = Sections(terms, examples)
    found: dict[str, Any] = {"section": None, "list": None, "type": None}
    if element in terms.classes:
        drawing = draw_classes(terms, element, address=term)
        found["section"] = sections.class_section(element, drawing)
    elif element in model.enums:
        found["list"] = sections.list_section(element)
    else:
        found["type"] = sections.type_section(element)
    page = Page(language, css, address, languages, term)
    return page.render("term.html", model=terms.name(model), **found)


def render_index(
    model: SchemaModel,
    language: str,
    *,
    css: str = INLINE,
    address: Address = beside,
    term: Callable[[str], str] = "#{}".format,
    languages: Sequence[str] = LANGUAGES,
) -> str:
    """Return a page with the diagram and all terms of a schema, for a preview."""
    terms = Terms(model, language)
    found = to_specification(model, language, diagrams=False)
    drawings = list(to_drawings(terms, address=term))
    page = Page(language, css, address, languages, term)
    return page.render("terms.html", spec=found, drawings=drawings)


class Page:
    """What the templates need to know beside what they show."""

    def __init__(
        self,
        language: str,
        css: str,
        address: Address,
        languages: Sequence[str],
        term: Callable[[str], str] = "#{}".format,
    ) -> None:
        self.language = language
        self.css = css
        self.address = address
        self.languages = languages
        self.term = term

    def render(self, template: str, **values: Any) -> str:
        """Return a page from a template."""
        return (
            _environment()
            .get_template(template)
            .render(
                lang=self.language,
                css=self.css,
                style=Markup(page_style()) if self.css == INLINE else "",
                ways=[(tag, NAMES[tag], self.address(tag)) for tag in self.languages],
                t=lambda key, **said: to_text(key, self.language, **said),
                say=_say,
                paragraphs=_paragraphs,
                go=self._go,
                term=self.term,
                raw=Markup,
                **values,
            )
        )

    def _go(self, reference: Reference) -> Markup:
        """Return a text that leads to a section or an address, if to any."""
        said = _say(reference.said)
        if reference.anchor:
            return Markup('<a href="{}">{}</a>').format(self.term(reference.anchor), said)
        if reference.address.startswith(("http://", "https://")):
            return Markup('<a href="{}">{}</a>').format(reference.address, said)
        return said


def _say(said: Said) -> Markup:
    """Return a text; one in another language is marked so, for eyes and for ears."""
    text = escape(" ".join(said.text.split()))
    if not said.language:
        return text
    mark = Markup('<span class="tongue" aria-hidden="true">{}</span>').format(said.language)
    return Markup('<span lang="{}" dir="auto">{}</span> {}').format(said.language, text, mark)


def _paragraphs(said: Said) -> list[Markup]:
    """Return a text by paragraph, each on one line of the file."""
    parts = [part for part in said.text.split("\n\n") if part.strip()]
    return [_say(Said(part, said.language)) for part in parts]


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
