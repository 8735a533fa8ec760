"""Describe a list as a collection of which each page is a view.

Step on the line: names that ``reading`` found → statements. Pure functions.
No node is blank: parts have names within the document.

Source:
    Hydra Core Vocabulary (collections, paging, member assertions), in the words of ``catalogue``.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from pyoxigraph import Quad

from server.catalogue.describing import HYDRA, Paging, steps
from server.lists.texts import DESCRIBED
from server.overview import LIST_SIZE
from server.terms import TYPE
from server.triples import about, links, number, texts, types
from server.void import dataset_iri


@dataclass(frozen=True, slots=True)
class Place:
    """Which list is told, and how it was asked for.

    Args:
        base: The base of the data directory.
        key: The concept or scheme in the paths of the class; empty for the list of lists.
        text: Only names that contain this; empty for all.
        language: By whose names the list is in order; empty for Dutch, the usual one.
    """

    base: str
    key: str = ""
    text: str = ""
    language: str = ""

    @property
    def iri(self) -> str:
        """Return the IRI of the collection: one for each text that names are to contain.

        >>> Place("https://b.example", "rol", "data en").iri
        'https://b.example/lijst/rol?q=data+en'
        """
        query = f"?{urlencode({'q': self.text})}" if self.text else ""
        return f"{list_address(self.base, self.key)}{query}"

    def query(self, page: int) -> str:
        """Return the query of the address of a page.

        >>> Place("https://b.example", "rol", language="en").query(2)
        '?lang=en&p=2'
        """
        told = {"q": self.text, "lang": self.language, "p": page}
        return f"?{urlencode({name: value for name, value in told.items() if value})}"

    def page(self, page: int) -> str:
        """Return the IRI of a page."""
        return list_address(self.base, self.key) + self.query(page)


def list_address(base: str, key: str) -> str:
    """Return the address of the list of a kind, or of the list of lists.

    >>> list_address("https://b.example", "rol"), list_address("https://b.example", "")
    ('https://b.example/lijst/rol', 'https://b.example/lijst')
    """
    return f"{base}/lijst/{key}" if key else f"{base}/lijst"


def describe_view(place: Place, paging: Paging) -> Iterator[Quad]:
    """Yield the collection, which part of it is told, and where the rest is."""
    own = place.page(paging.page)
    yield from about(place.iri, types(f"{HYDRA}Collection"))
    yield from about(place.iri, number(f"{HYDRA}totalItems", paging.total))
    yield from about(place.iri, links(f"{HYDRA}view", own))
    yield from about(place.iri, links("void:inDataset", dataset_iri(place.base)))
    yield from about(own, types(f"{HYDRA}PartialCollectionView"))
    yield from about(own, number(f"{HYDRA}itemsPerPage", LIST_SIZE))
    for relation, page in steps(paging).items():
        yield from about(own, links(f"{HYDRA}{relation}", place.page(page)))


def describe_kind(
    place: Place,
    class_iri: str,
    labels: Mapping[str, str],
    descriptions: Mapping[str, str],
    members: Iterable[str],
) -> Iterator[Quad]:
    """Yield what is in the list of a kind: what it is called, of which class all members are.

    Args:
        place: Which list is told.
        class_iri: The class of all members.
        labels: What its things are called together, by language.
        descriptions: What they are, by language.
        members: The IRIs on this page.
    """
    asserted = f"{list_address(place.base, place.key)}#members"
    yield from about(place.iri, texts("dct:title", labels))
    yield from about(place.iri, texts("dct:description", descriptions))
    yield from about(place.iri, links(f"{HYDRA}memberAssertion", asserted))
    yield from about(asserted, links(f"{HYDRA}property", TYPE.value))
    yield from about(asserted, links(f"{HYDRA}object", class_iri))
    yield from about(place.iri, links(f"{HYDRA}member", *members))


def describe_lists(base: str, kinds: Iterable[Mapping[str, object]]) -> Iterator[Quad]:
    """Yield the list of lists: of each kind its name, its number and where its list is.

    Args:
        base: The base of the data directory.
        kinds: As ``class_counts`` gives them.
    """
    own = list_address(base, "")
    yield from about(own, texts("dct:title", DESCRIBED["title"]))
    yield from about(own, texts("dct:description", DESCRIBED["about"]))
    for kind in kinds:
        iri = list_address(base, str(kind["key"]))
        labels, count = kind["labels"], kind["count"]
        assert isinstance(labels, Mapping)
        assert isinstance(count, int)
        yield from about(own, links(f"{HYDRA}member", iri))
        yield from about(iri, types(f"{HYDRA}Collection"))
        yield from about(iri, texts("dct:title", labels))
        yield from about(iri, number(f"{HYDRA}totalItems", count))
