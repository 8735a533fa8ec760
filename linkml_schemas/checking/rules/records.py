"""Rules about example records: each class shows a good one and a bad one, and they are right.

Step on the line: one subject of :mod:`linkml_schemas.checking.rules`; the records are held to
the schema by :mod:`linkml_schemas.checking.example_records`.
"""

from collections.abc import Iterator

from linkml_schemas.checking.looking import own_classes
from linkml_schemas.checking.rule import Context, Finding, Rule, find
from linkml_schemas.modelling.faults import Place


def _lacking(context: Context, kind: str) -> Iterator[Finding]:
    shown = context.examples
    if shown is None:
        return
    seen = {each.class_name for each in shown if each.valid == (kind == "valid")}
    for each in own_classes(context.model):
        if not each.abstract and not each.mixin and each.name not in seen:
            message = f"no {kind} example record shows the class"
            yield find(each, "", message, f"add {kind}/{each.name}-what-it-shows.yaml")


def _no_valid(context: Context) -> Iterator[Finding]:
    return _lacking(context, "valid")


def _no_invalid(context: Context) -> Iterator[Finding]:
    return _lacking(context, "invalid")


def _refused(context: Context) -> Iterator[Finding]:
    for each in context.examples or ():
        if each.valid and each.refusals:
            message = f"the example is refused: {'; '.join(each.refusals)}"
            yield Finding(Place(each.file), each.class_name, message, "mend it, or the schema")


def _accepted(context: Context) -> Iterator[Finding]:
    for each in context.examples or ():
        if not each.valid and not each.refusals and each.decidable:
            message = "the counter-example is accepted"
            yield Finding(Place(each.file), each.class_name, message, "mend it, or the schema")


def _other_reason(context: Context) -> Iterator[Finding]:
    for each in context.examples or ():
        if not each.valid and each.refusals and not each.as_stated:
            message = f"refused for another reason than it says: {'; '.join(each.refusals)}"
            yield Finding(Place(each.file), each.class_name, message, "let it differ in one thing")


def _strangers(context: Context) -> Iterator[Finding]:
    for each in context.examples or ():
        if each.class_name not in context.model.classes:
            message = f"there is no class {each.class_name!r}"
            remedy = "name the file Class-what-it-shows.yaml"
            yield Finding(Place(each.file), each.class_name, message, remedy)


_BOOK = "classes:\n  Book:\n    attributes: {pages: {range: integer, required: true}}\n"
_VALID = ("examples/valid/Book-long.yaml", "pages: 900\n")
_INVALID = ("examples/invalid/Book-without-pages.yaml", "{}\n")

RECORD_RULES: tuple[Rule, ...] = (
    Rule(
        "example-missing", "warning", "An example says more than a page of description.",
        _BOOK, _BOOK, _no_valid, beside=(_INVALID,), good_beside=(_VALID, _INVALID),
    ),
    Rule(
        "counter-example-missing", "hint",
        "Without a counter-example nobody notices that a check no longer checks.",
        _BOOK, _BOOK, _no_invalid, beside=(_VALID,), good_beside=(_VALID, _INVALID),
    ),
    Rule(
        "example-refused", "error", "People copy the example, and their data are refused.",
        _BOOK, _BOOK, _refused,
        beside=(("examples/valid/Book-short.yaml", "pages: few\n"),), good_beside=(_VALID,),
    ),
    Rule(
        "counter-example-accepted", "error", "What should be refused no longer is.",
        _BOOK, _BOOK, _accepted,
        beside=(("examples/invalid/Book-thin.yaml", "pages: 3\n"),), good_beside=(_INVALID,),
    ),
    Rule(
        "counter-example-reason", "error",
        "A counter-example that is refused for another reason shows nothing.",
        _BOOK, _BOOK, _other_reason,
        beside=(("examples/invalid/Book-thin.yaml",
                 "# reason: pages is required\npages: thin\n"),),
        good_beside=(("examples/invalid/Book-thin.yaml",
                      "# reason: pages is a required property\n{}\n"),),
    ),
    Rule(
        "example-class", "error", "A record of no class is checked by nobody.",
        _BOOK, _BOOK, _strangers,
        beside=(("examples/valid/Boek-lang.yaml", "pages: 3\n"),), good_beside=(_VALID,),
    ),
)  # fmt: skip
"""Only where there is a folder of examples, and the schema itself has no error in reading."""
