"""Name and make the files of a specification.

Step on the line: what ``begrip schema generate`` writes: pages and Markdown by language, and the
diagrams beside them.
"""

from collections.abc import Callable, Iterable, Sequence

from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.specifying.class_diagram import draw_classes
from linkml_schemas.specifying.content import Change, Example, Publication
from linkml_schemas.specifying.markdown import render_markdown
from linkml_schemas.specifying.pages import beside, render_specification
from linkml_schemas.specifying.properties import Terms
from linkml_schemas.specifying.specification import to_drawings
from linkml_schemas.specifying.wording import LANGUAGES

FILES = (
    ("context", "context.jsonld"),
    ("shapes", "shapes.ttl"),
    ("ontology", "ontology.ttl"),
    ("json_schema", "schema.json"),
)
"""What is made of a schema beside its specification, with the name of each file."""


def choose_languages(wanted: Iterable[str]) -> tuple[str, ...]:
    """Return those of some languages in which there are fixed words, else English.

    >>> choose_languages(["nl-BE", "es", "nl"])
    ('nl',)
    """
    primary = dict.fromkeys(tag.partition("-")[0].lower() for tag in wanted)
    return tuple(tag for tag in primary if tag in LANGUAGES) or ("en",)


def specification_files(
    model: SchemaModel,
    languages: Sequence[str],
    *,
    examples: Sequence[Example] = (),
    changes: Sequence[Change] = (),
    publication: Publication | None = None,
) -> dict[str, bytes]:
    """Return the specification as page and as Markdown in some languages, by file name."""
    about = publication or Publication(files=FILES)
    files: dict[str, bytes] = {}
    for language in languages:
        page = render_specification(
            model,
            language,
            examples=examples,
            changes=changes,
            publication=about,
            languages=languages,
        )
        text = render_markdown(
            model,
            language,
            examples=examples,
            changes=changes,
            publication=about,
            drawing=_name_of(language),
        )
        files[beside(language)] = page.encode()
        files[f"specification.{language}.md"] = text.encode()
    return files


def diagram_files(model: SchemaModel, languages: Sequence[str]) -> dict[str, bytes]:
    """Return the overview, and the diagram of each part, in some languages, by file name."""
    files: dict[str, bytes] = {}
    for language in languages:
        terms = Terms(model, language)
        for each in to_drawings(terms, diagrams=False):
            svg = draw_classes(
                terms, module=each.name or None, address=_section(language), alone=True
            )
            files[_name_of(language)(each.name)] = svg.encode()
    return files


def _name_of(language: str) -> Callable[[str], str]:
    return lambda part: f"diagram-{part}.{language}.svg" if part else f"diagram.{language}.svg"


def _section(language: str) -> Callable[[str], str]:
    return lambda anchor: f"{beside(language)}#{anchor}"
