"""Generate a made-up catalogue as the N-Triples of several registries.

The same seed and size give the same bytes. One entity after the other is written and
forgotten, so memory does not grow with the size. Own IRIs have the placeholder base.
"""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from random import Random
from typing import TextIO

from ontology.namespaces import PLACEHOLDER_BASE, PREFIXES
from tests.benchmarks import words

GRAPHS = (
    "organisaties", "themas", "datasets-vlaams", "datasets-lokaal", "datasets-geo",
    "distributies", "diensten", "rollen",
)  # fmt: skip
"""The registries, each a named graph; those of datasets restate what others say too."""

TRIPLES_PER_DATASET = 38
"""About how many triples a dataset brings with all that hangs on it."""

TOPS, CONCEPTS = 13, 240
_DATASETS = ("datasets-vlaams", "datasets-lokaal", "datasets-geo")
_LICENCES = ("CC0", "CC_BY_4_0", "OP_DATPRO", "ODC_BL")
_FORMATS = ("CSV", "JSON", "GML_2", "SHP", "XLSX", "RDF_TURTLE", "GEOJSON", "PDF")
_MEDIA = ("text/csv", "application/json", "application/gml+xml", "application/zip", "text/turtle")
_RIGHTS = ("PUBLIC", "PUBLIC", "PUBLIC", "RESTRICTED", "NON_PUBLIC")
_ROLES = ("data-eigenaar", "datasteward", "data-beheerder")
_AUTHORITY = "http://publications.europa.eu/resource/authority/"


class Catalogue:
    """The generator: what it has made so far, and its random numbers.

    Args:
        size: About how many different triples to make in all.
        seed: Another one gives another catalogue.
    """

    def __init__(self, size: int, seed: int = 1) -> None:
        self.size = size
        self.random = Random(seed)
        self.organisations = max(20, size // TRIPLES_PER_DATASET // 12)

    def write(self, folder: Path) -> int:
        """Write ``<graph>.nt`` for every graph; return how many different triples they hold."""
        triples = 0
        with ExitStack() as stack:
            files: dict[str, TextIO] = {
                name: stack.enter_context(
                    (folder / f"{name}.nt").open("w", encoding="utf-8", newline="\n")
                )
                for name in GRAPHS
            }
            for graph, text in self.entities():
                files[graph].write(text)
                triples += text.count(" .\n")
            for number in range(0, self.organisations, 5):
                files["datasets-lokaal"].write(_organisation_label(number))
        return triples

    def entities(self) -> Iterator[tuple[str, str]]:
        """Yield each entity as the name of its graph and its N-Triples."""
        made = 0
        for number in range(self.organisations):
            yield "organisaties", (text := self._organisation(number))
            made += text.count(" .\n")
        for number in range(CONCEPTS):
            yield "themas", (text := self._concept(number))
            made += text.count(" .\n")
        number = 0
        while made < self.size:
            for graph, text in self._with_dataset(number):
                yield graph, text
                made += text.count(" .\n")
            number += 1

    def _with_dataset(self, number: int) -> Iterator[tuple[str, str]]:
        random = self.random
        count = min(6, int(random.expovariate(0.55)))
        yield random.choice(_DATASETS), self._dataset(number, count)
        for position in range(count):
            yield "distributies", self._distribution(number, position)
        if number % 10 == 0:
            yield "diensten", self._service(number)
        if number % 3 == 0:
            yield "rollen", self._assignment(number)

    def _organisation(self, number: int) -> str:
        random, subject = self.random, _id("organisatie", organisation(number))
        place, kind = random.choice(words.PLACES), random.choice(words.KINDS)
        lines = [
            _is_a(subject, "org:Organization"),
            _organisation_label(number),
            _text(subject, "skos:prefLabel", f"Agency {number} of {place}", "en"),
            _plain(subject, "dct:identifier", organisation(number)),
            _text(subject, "skos:altLabel", f"{kind[:3].upper()}{number}", "nl"),
            _link(subject, "foaf:homepage", f"https://www.example.org/organisatie/{number}"),
            _typed(subject, "schema:foundingDate", _date(random, 1950, 2020), "date"),
        ]
        if number:
            above = words.skewed(random, number)
            lines.append(
                _link(subject, "org:subOrganizationOf", _id("organisatie", organisation(above)))
            )
        return "".join(lines)

    def _concept(self, number: int) -> str:
        subject, random = theme(number), self.random
        lines = [
            _is_a(subject, "skos:Concept"),
            _text(subject, "skos:prefLabel", f"Thema {number}", "nl"),
            _text(subject, "skos:prefLabel", f"Theme {number}", "en"),
            _plain(subject, "skos:notation", f"T{number:03}"),
            _link(subject, "skos:inScheme", _id("conceptscheme", "thema")),
        ]
        if number >= TOPS:
            lines.append(_link(subject, "skos:broader", theme(int(random.random() * number / 3))))
        return "".join(lines)

    def _dataset(self, number: int, distributions: int) -> str:
        random, subject = self.random, dataset(number)
        dutch, english = words.title(random, number)
        publisher = _id("organisatie", organisation(words.skewed(random, self.organisations)))
        lines = [
            _is_a(subject, "dcat:Dataset"),
            _text(subject, "dct:title", dutch, "nl"),
            _text(subject, "dct:title", english, "en"),
            _text(subject, "dct:description", words.description(random), "nl"),
            _plain(subject, "dct:identifier", f"ds-{number:07}"),
            _link(subject, "dct:publisher", publisher),
            _link(subject, "dct:accessRights", _authority("access-right", random, _RIGHTS)),
            _link(subject, "dcat:landingPage", f"https://www.example.org/dataset/{number}"),
            _typed(subject, "dct:issued", _date(random, 2010, 2020), "date"),
            _typed(subject, "dct:modified", _date(random, 2020, 2026), "date"),
            _typed(subject, "dcat:spatialResolutionInMeters", _decimal(random), "decimal"),
        ]
        if random.random() < 0.6:
            text = words.description(random, english=True)
            lines.append(_text(subject, "dct:description", text, "en"))
        if random.random() < 0.8:
            lines.append(_link(subject, "dct:license", _authority("licence", random, _LICENCES)))
        for name in {words.skewed(random, CONCEPTS) for _ in range(1 + int(random.random() * 3))}:
            lines.append(_link(subject, "dcat:theme", theme(name)))
        for word in {words.keyword(random) for _ in range(1 + int(random.random() * 4))}:
            lines.append(_text(subject, "dcat:keyword", word, "nl"))
        lines += self._contact(number)
        for position in range(distributions):
            lines.append(_link(subject, "dcat:distribution", distribution(number, position)))
        return "".join(sorted(set(lines)))

    def _contact(self, number: int) -> list[str]:
        """Return a contact point: a blank node, as sources have them."""
        node = f"_:c{number}"
        return [
            f"<{dataset(number)}> <{_expand('dcat:contactPoint')}> {node} .\n",
            f"{node} <{PREFIXES['rdf']}type> <{_expand('vcard:Organization')}> .\n",
            f'{node} <{_expand("vcard:fn")}> "Loket {number % 977}"@nl .\n',
            f"{node} <{_expand('vcard:hasURL')}> <https://www.example.org/loket/{number}> .\n",
        ]

    def _distribution(self, number: int, position: int) -> str:
        random, subject = self.random, distribution(number, position)
        address = f"https://www.example.org/data/{number}/{position}"
        lines = [
            _is_a(subject, "dcat:Distribution"),
            _text(subject, "dct:title", f"Bestand {position + 1} van dataset {number}", "nl"),
            _link(subject, "dct:format", _authority("file-type", random, _FORMATS)),
            _plain(subject, "dcat:mediaType", random.choice(_MEDIA)),
            _link(subject, "dcat:accessURL", address),
            _typed(subject, "dcat:byteSize", str(int(random.paretovariate(0.6) * 4096)), "integer"),
            _typed(subject, "dct:issued", _date(random, 2012, 2026), "date"),
            _link(subject, "dct:license", _authority("licence", random, _LICENCES)),
        ]
        if random.random() < 0.7:
            lines.append(_link(subject, "dcat:downloadURL", f"{address}/bestand"))
        return "".join(lines)

    def _service(self, number: int) -> str:
        random, subject = self.random, _id("dataservice", f"svc-{number:07}")
        publisher = _id("organisatie", organisation(words.skewed(random, self.organisations)))
        lines = [
            _is_a(subject, "dcat:DataService"),
            _text(subject, "dct:title", f"Dienst {number}", "nl"),
            _text(subject, "dct:title", f"Service {number}", "en"),
            _link(subject, "dct:publisher", publisher),
            _link(subject, "dcat:endpointURL", f"https://www.example.org/api/{number}"),
        ]
        served = {words.skewed(random, number + 1) for _ in range(1 + int(random.random() * 12))}
        lines += [_link(subject, "dcat:servesDataset", dataset(one)) for one in sorted(served)]
        return "".join(lines)

    def _assignment(self, number: int) -> str:
        random, subject = self.random, _id("roltoewijzing", f"rt-{number:07}")
        holder = _id("organisatie", organisation(words.skewed(random, self.organisations)))
        begin = _date(random, 2015, 2024)
        lines = [
            _is_a(subject, "ds:RoleAssignment"),
            _link(subject, "ds:overResource", dataset(number)),
            _link(subject, "org:role", _id("rol", random.choice(_ROLES))),
            _link(subject, "org:heldBy", holder),
            _typed(subject, "dcat:startDate", begin, "date"),
        ]
        if random.random() < 0.3:
            lines.append(_typed(subject, "dcat:endDate", f"2025{begin[4:]}", "date"))
        return "".join(lines)


def organisation(number: int) -> str:
    """Return the code of an organisation."""
    return f"ORG{number:06}"


def dataset(number: int) -> str:
    """Return the IRI of a dataset."""
    return _id("dataset", f"ds-{number:07}")


def distribution(number: int, position: int) -> str:
    """Return the IRI of a distribution of a dataset."""
    return _id("distributie", f"ds-{number:07}-{position}")


def theme(number: int) -> str:
    """Return the IRI of a theme."""
    return _id("concept", f"thema/t{number:03}")


def _id(concept: str, reference: str) -> str:
    return f"{PLACEHOLDER_BASE}/id/{concept}/{reference}"


def _organisation_label(number: int) -> str:
    subject = _id("organisatie", organisation(number))
    place = words.PLACES[number % len(words.PLACES)]
    return _text(subject, "skos:prefLabel", f"Agentschap {number} {place}", "nl")


_expanded: dict[str, str] = {}


def _expand(curie: str) -> str:
    if curie not in _expanded:
        prefix, _, local = curie.partition(":")
        _expanded[curie] = PREFIXES[prefix] + local
    return _expanded[curie]


def _is_a(subject: str, curie: str) -> str:
    return f"<{subject}> <{PREFIXES['rdf']}type> <{_expand(curie)}> .\n"


def _link(subject: str, predicate: str, target: str) -> str:
    return f"<{subject}> <{_expand(predicate)}> <{target}> .\n"


def _plain(subject: str, predicate: str, text: str) -> str:
    return f'<{subject}> <{_expand(predicate)}> "{text}" .\n'


def _text(subject: str, predicate: str, text: str, language: str) -> str:
    if '"' in text or "\n" in text:
        text = text.replace('"', '\\"').replace("\n", "\\n")
    return f'<{subject}> <{_expand(predicate)}> "{text}"@{language} .\n'


def _typed(subject: str, predicate: str, text: str, datatype: str) -> str:
    return f'<{subject}> <{_expand(predicate)}> "{text}"^^<{PREFIXES["xsd"]}{datatype}> .\n'


def _authority(table: str, random: Random, codes: tuple[str, ...]) -> str:
    return f"{_AUTHORITY}{table}/{random.choice(codes)}"


def _date(random: Random, first: int, last: int) -> str:
    year = first + int(random.random() * (last - first))
    return f"{year}-{1 + int(random.random() * 12):02}-{1 + int(random.random() * 28):02}"


def _decimal(random: Random) -> str:
    return f"{int(random.random() * 9999) / 10 + 0.1:.1f}".rstrip("0").rstrip(".")
