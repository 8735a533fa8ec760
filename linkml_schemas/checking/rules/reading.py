"""What reading a schema says already: rules without a function of their own.

Step on the line: documents what :mod:`linkml_schemas.modelling` and
:mod:`linkml_schemas.checking.metamodel` report.
"""

from linkml_schemas.checking.rule import Rule

_HEAD = "id: https://example.org/ns/other\nname: other\n"

_BOOK = """\
classes:
  Book:
    title: Book
    description: A text that was published.
    attributes:
      pages: {title: Pages, description: How many pages it has., range: integer}
"""

READING_RULES: tuple[Rule, ...] = (
    Rule(
        "yaml", "error",
        "What is no YAML cannot be read at all; the rest of the file waits for it.",
        "classes:\n  Book:\n    slots: [isbn\n", _BOOK,
    ),
    Rule(
        "schema", "error",
        "LinkML refuses a schema without an id and a name.",
        "id: https://example.org/ns/library\ntitle: Library\n", _BOOK,
    ),
    Rule(
        "duplicate-key", "error",
        "YAML keeps the last of two equal keys, so that the first one is lost without a word.",
        "classes:\n  Book:\n    title: Book\n    title: Volume\n", _BOOK,
    ),
    Rule(
        "yaml-boolean-key", "error",
        "YAML reads yes, no, on and off as true and false, also where they are the code NO.",
        "enums:\n  Country:\n    permissible_values:\n      NO: {title: Norway}\n",
        'enums:\n  Country:\n    permissible_values:\n      "NO": {title: Norway}\n',
    ),
    Rule(
        "yaml-boolean", "warning",
        "A text that is yes, no, on or off without quotes is published as true or false.",
        "classes:\n  Book:\n    title: Yes\n", _BOOK,
    ),
    Rule(
        "unknown-key", "error",
        "LinkML stops at a key that it does not know; often it is misspelt or not far enough "
        "indented.",
        "classes:\n  Book:\n    titel: Book\n", _BOOK,
    ),
    Rule(
        "wrong-kind", "error",
        "A value of another kind than the metamodel has is refused, or published as nonsense.",
        "slots:\n  isbn:\n    multivalued: maybe\n",
        "slots:\n  isbn:\n    multivalued: true\nclasses:\n  Book:\n    slots: [isbn]\n",
    ),
    Rule(
        "no-list", "hint",
        "LinkML takes one value for a list of one, other tools do not.",
        "classes:\n  Book:\n    aliases: volume\n", "classes:\n  Book:\n    aliases: [volume]\n",
    ),
    Rule(
        "short-form", "warning",
        "LinkML reads a bare text behind a code as its description, other tools refuse it.",
        "enums:\n  Colour:\n    permissible_values:\n      red: Like blood.\n      blue: {}\n",
        "enums:\n  Colour:\n    permissible_values:\n      red: {description: Like blood.}\n"
        "      blue: {}\n",
    ),
    Rule(
        "import", "error",
        "A schema that lacks a part of itself means something else.",
        "imports: [linkml:types, absent]\n", _BOOK,
    ),
    Rule(
        "reference", "error",
        "A name that stands for nothing is published as if it stood for something.",
        "classes:\n  Book:\n    is_a: Work\n",
        "classes:\n  Work: {}\n  Book:\n    is_a: Work\n",
    ),
    Rule(
        "loop", "error",
        "What is above itself has no end: a class, slot, type or enumeration.",
        "classes:\n  Book:\n    is_a: Work\n  Work:\n    is_a: Book\n",
        "classes:\n  Work: {}\n  Book:\n    is_a: Work\n",
    ),
    Rule(
        "duplicate-element", "error",
        "Of two elements of one name, in two files or in one list, only one counts.",
        "imports: [linkml:types, other]\nclasses:\n  Book: {title: Book}\n", _BOOK,
        beside=(("other.yaml", _HEAD + "classes:\n  Book: {title: Volume}\n"),),
    ),
    Rule(
        "convention", "error",
        "A schema that our registries are loaded by keeps the convention of docs/schemas.md.",
        _BOOK, _BOOK, settings="convention = true\n", good_settings="",
    ),
    Rule(
        "settings", "error",
        "A setting that is misspelt is not followed, and nobody notices.",
        _BOOK, _BOOK, settings='languagges = ["en"]\n', good_settings='languages = ["en"]\n',
    ),
    Rule(
        "unused-suppression", "warning",
        "A suppression that matches nothing hides the next fault of its name.",
        _BOOK, _BOOK,
        settings='[[suppress]]\nrule = "title"\nelement = "Author"\nreason = "Is being written."\n',
        good_settings="",
    ),
)  # fmt: skip
"""In the order in which they stand in the way."""
