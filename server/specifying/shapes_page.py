"""Show the shapes to people: by class, with the way to its part of the specification.

Step on the line: a view; the shapes themselves are a file for programs at the same address.
"""

from dataclasses import asdict

from flask import Response

from server.artefacts import SHAPES_OFFERS
from server.dereferencing.published_context import VOCABULARY
from server.links import base_path
from server.render import render_page, site_language, sort_by_title
from server.representations import keep
from server.specifying.addresses import SPECIFICATION, address_of
from server.specifying.shape_rules import read_rules


def render_shapes(base: str) -> Response:
    """Return the page of the shapes in the language of the reader."""
    classes = ({**asdict(each), "title": each.titles} for each in read_rules(base))
    response = render_page(
        "shapes.html",
        address=f"{base_path(base)}/ns/{VOCABULARY}/shapes",
        specification=address_of(base, SPECIFICATION, site_language(), "html"),
        offers=SHAPES_OFFERS,
        classes=sort_by_title(classes),
    )
    response.vary.add("Accept")
    return keep(response)
