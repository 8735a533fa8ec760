"""Draw the classes of a schema, of one of its files, or around one class.

Step on the line: from a model to SVG, for the specification, the preview and the server. More
classes than a reader can take in are drawn by name only, in the tree that they form; each then
has a diagram of its own with its neighbours.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from linkml_schemas.modelling.elements import ClassModel, ElementModel
from linkml_schemas.modelling.schema import SchemaModel
from linkml_schemas.specifying.class_boxes import (
    ClassBox,
    LineLabel,
    TextLine,
    is_association,
    to_box,
    to_label,
)
from linkml_schemas.specifying.drawing import draw
from linkml_schemas.specifying.layout import Flow, Line, lay_out
from linkml_schemas.specifying.outline import lay_out_trees
from linkml_schemas.specifying.properties import Property, Terms
from linkml_schemas.specifying.texts import to_text
from linkml_schemas.specifying.wording import Said

MOST_IN_FULL = 25
"""Classes beyond which a diagram shows names only."""

MOST_NEIGHBOURS = 14
"""Neighbours on each side of a class beyond which the rest is counted."""

Address = Callable[[str], str]
"""Gives the address of an anchor."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a diagram shows: boxes, lines, and what stands on and kind of each line."""

    boxes: list[ClassBox]
    lines: list[Line]
    labels: dict[str, LineLabel]
    kinds: dict[str, str]


def render_diagram(
    model: SchemaModel,
    language: str,
    focus: str | None = None,
    *,
    module: str | None = None,
    address: Address = "#{}".format,
    alone: bool = True,
) -> str:
    """Return a class diagram as SVG.

    Args:
        model: The schema.
        language: In which the reader reads.
        focus: The name of a class: then it with its neighbours.
        module: The name of a file of the schema, without ending: then only its classes.
        address: Gives the address of the section of a class by its anchor.
        alone: Whether the drawing is a file of its own, and brings its style.

    Raises:
        KeyError: The schema has no such class.
    """
    return draw_classes(Terms(model, language), focus, module=module, address=address, alone=alone)


def draw_classes(
    terms: Terms,
    focus: str | None = None,
    *,
    module: str | None = None,
    address: Address = "#{}".format,
    alone: bool = False,
) -> str:
    """Return a class diagram as :func:`render_diagram` does, of a schema that is at hand."""
    hrefs = {name: address(terms.anchors.classes[name]) for name in terms.classes}
    if focus is not None:
        scene = _around(terms, terms.classes[focus], hrefs)
        flow: Flow = "right"
        subject = terms.name(terms.classes[focus]).text
    else:
        chosen = modules(terms)[module] if module else tuple(terms.classes)
        full = len(chosen) <= MOST_IN_FULL
        scene = _together(terms, chosen, hrefs, full=full)
        flow = "down" if full else "outline"
        subject = module_name(terms, module).text if module else terms.name(terms.model).text
    items = [box.item() for box in scene.boxes]
    if flow == "outline":
        layout = lay_out_trees(items, scene.lines)
    else:
        layout = lay_out(items, scene.lines, flow=flow)
    return draw(
        layout, scene.boxes, scene.labels, scene.kinds, flow=flow,
        title=to_text("diagram_of", terms.language, name=subject),
        description=_describe(terms, scene), language=terms.language, alone=alone,
    )  # fmt: skip


def modules(terms: Terms) -> Mapping[str, tuple[str, ...]]:
    """Return the classes of each file of the schema that has any, by the file's name."""
    found: dict[str, list[str]] = {}
    for each in terms.classes.values():
        found.setdefault(each.source.path.stem, []).append(each.name)
    return {name: tuple(classes) for name, classes in found.items()}


def module_name(terms: Terms, module: str) -> Said:
    """Return what a file of the schema calls itself."""
    for file in terms.model.files:
        if file.path.stem == module:
            data = file.document.data
            return terms.name(
                ElementModel("schema", file.name, file, (), data, terms.model.prefixes)
            )
    return Said(module)


def _describe(terms: Terms, scene: Scene) -> str:
    """Return what a drawing shows, for who does not see it: its classes and associations."""
    names = [
        " ".join(line.text for line in box.head if line.style == "name") for box in scene.boxes
    ]
    text = to_text("diagram_shows", terms.language, count=len(names), names=", ".join(names))
    links = sum(kind == "link" for kind in scene.kinds.values())
    return f"{text} {to_text('diagram_lines', terms.language, count=links)}" if links else text


def _together(
    terms: Terms, chosen: Sequence[str], hrefs: Mapping[str, str], *, full: bool
) -> Scene:
    shown = set(chosen)
    classes = [terms.classes[name] for name in chosen]
    boxes = [to_box(terms, each, hrefs[each.name], shown=shown, full=full) for each in classes]
    scene = Scene(boxes, [], {}, {})
    for each in classes:
        _add_parents(scene, each, shown, mixins=full)
        if full:
            _add_links(terms, scene, each.name, shown)
    return scene


def _around(terms: Terms, focus: ClassModel, hrefs: Mapping[str, str]) -> Scene:
    """Return a class with its parents, its subclasses, and what it leads to or is led from."""
    parents = [n for n in dict.fromkeys((focus.is_a, *focus.mixins)) if n in terms.classes]
    own = terms.own_properties(focus.name)
    targets = dict.fromkeys(
        target
        for each in own
        for target in each.ranges
        if target in terms.classes and target != focus.name
    )
    sources = dict.fromkeys(
        name for name, _ in terms.users.get(focus.name, ()) if name != focus.name
    )
    children = terms.children[focus.name]
    groups = (("parents", parents), ("users", sources), ("targets", targets), ("below", children))
    shown = {focus.name}
    counted: list[tuple[str, int]] = []
    for key, names in groups:
        fresh = [str(name) for name in names if name not in shown]
        kept = fresh if len(fresh) <= MOST_NEIGHBOURS else fresh[: MOST_NEIGHBOURS - 1]
        shown.update(kept)
        if len(fresh) > len(kept):
            counted.append((key, len(fresh) - len(kept)))
    ordered = [terms.classes[name] for name in terms.classes if name in shown]
    boxes = [
        to_box(terms, each, hrefs[each.name], shown=_above(each, focus, shown),
               full=each is focus)
        for each in ordered
    ]  # fmt: skip
    scene = Scene(boxes, [], {}, {})
    for each in ordered:
        if each is focus or focus.name in (each.is_a, *each.mixins):
            _add_parents(scene, each, shown if each is focus else {focus.name}, mixins=True)
    _add_links(terms, scene, focus.name, shown)
    for name in sources:
        if name in shown:
            _add_links(terms, scene, name, {focus.name})
    for key, count in counted:
        _add_rest(terms, scene, focus, key, count)
    return scene


def _above(each: ClassModel, focus: ClassModel, shown: set[str]) -> set[str]:
    """Return the parents that need not be named in a box: only those of the class are told."""
    return shown if each is focus else {str(name) for name in (each.is_a, *each.mixins)}


def _add_rest(terms: Terms, scene: Scene, focus: ClassModel, key: str, count: int) -> None:
    """Add a box that counts the neighbours that have no room."""
    text = to_text("and_more", terms.language, count=count)
    box = f"+{key}"
    scene.boxes.append(ClassBox(box, "", (TextLine(text, "kind", 11),), (), "rest"))
    before = key in {"parents", "users"}
    ends = (box, focus.name) if before else (focus.name, box)
    scene.lines.append(Line(box, *ends))
    scene.kinds[box] = "parent" if key in {"parents", "below"} else "link"


def _add_parents(scene: Scene, each: ClassModel, shown: set[str], *, mixins: bool) -> None:
    if each.is_a and each.is_a in shown and each.is_a != each.name:
        key = f"{each.name}^{each.is_a}"
        scene.lines.append(Line(key, each.is_a, each.name, None, "is_a"))
        scene.kinds[key] = "parent"
    for name in dict.fromkeys(each.mixins) if mixins else ():
        if name in shown and name not in (each.name, each.is_a):
            key = f"{each.name}^{name}"
            scene.lines.append(Line(key, name, each.name, None, "mixin"))
            scene.kinds[key] = "mixin"


def _add_links(terms: Terms, scene: Scene, name: str, shown: set[str]) -> None:
    """Add a line to each class that a class leads to, with all associations to it on it."""
    for target, found in _by_target(terms, name, shown):
        key = f"{name}>{target}"
        label = to_label(terms, found)
        scene.lines.append(Line(key, name, target, label.size()))
        scene.labels[key] = label
        scene.kinds[key] = "link"


def _by_target(terms: Terms, name: str, shown: set[str]) -> Iterator[tuple[str, list[Property]]]:
    found: dict[str, list[Property]] = {}
    for each in terms.own_properties(name):
        if is_association(each, shown):
            for target in dict.fromkeys(each.ranges):
                if target in shown and target != name:
                    found.setdefault(target, []).append(each)
    yield from found.items()
