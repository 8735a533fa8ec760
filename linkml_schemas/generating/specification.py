"""Make the specification of a schema with its examples, in the languages that are asked for.

Step on the line: between a subject of ``begrip schema generate`` and
:mod:`linkml_schemas.specifying`.
"""

import json
from typing import TYPE_CHECKING

from linkml_schemas.specifying.files import choose_languages, specification_files
from linkml_schemas.specifying.linked_records import to_document
from linkml_schemas.specifying.shown_examples import read_shown_examples

if TYPE_CHECKING:
    from linkml_schemas.generating.artefacts import Subject


def render_specification_files(subject: "Subject") -> dict[str, bytes]:
    """Return the page and the Markdown of each language."""
    plan = subject.plan
    context = json.loads(subject.context)["@context"]
    examples = read_shown_examples(
        subject.model,
        context=context,
        to_document=(lambda name, record: to_document(plan, name, record))
        if subject.ours
        else None,
    )
    languages = choose_languages(subject.written)
    return specification_files(subject.model, languages, examples=examples)
