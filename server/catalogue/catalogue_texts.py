"""Hold the sentences of the catalogue and the dumps, in Dutch and English.

Step on the line: beside the descriptions and the pages, which name a text and never hold one.
"""

from collections.abc import Mapping
from types import MappingProxyType

DESCRIBED: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "catalogue": {"nl": "Catalogus van de graaf", "en": "Catalogue of the graph"},
        "about": {
            "nl": "Alles wat hier gepubliceerd is, als datasets, dumps en diensten, en de datasets "
            "en diensten van anderen die de registers beschrijven.",
            "en": "All that is published here, as datasets, dumps and services, and the datasets "
            "and services of others that the registries describe.",
        },
        "whole": {"nl": "Alle grafen", "en": "All graphs"},
        "dump": {"nl": "Dump in N-Quads van: {title}", "en": "Dump in N-Quads of: {title}"},
        "sparql": {"nl": "SPARQL-eindpunt", "en": "SPARQL endpoint"},
        "sparql.about": {
            "nl": "Beantwoordt vragen in SPARQL over alles wat gepubliceerd is.",
            "en": "Answers queries in SPARQL about all that is published.",
        },
        "ldes": {"nl": "Stroom van veranderingen", "en": "Stream of changes"},
        "ldes.about": {
            "nl": "Elke versie van elk ding als Linked Data Event Stream.",
            "en": "Every version of every thing as a Linked Data Event Stream.",
        },
        "api": {"nl": "API met benoemde vragen", "en": "API of named queries"},
        "api.about": {
            "nl": "Vaste vragen met parameters, beschreven in OpenAPI.",
            "en": "Fixed queries with parameters, described in OpenAPI.",
        },
        "contact": {"nl": "Contactpunt", "en": "Contact point"},
        "dumps": {"nl": "Dumps", "en": "Dumps"},
        "dumps.about": {
            "nl": "Elke graaf als bestand met N-Quads, en alle samen. Een bestand op zijn blijvend "
            "adres verandert nooit; het vaste adres leidt naar dat van vandaag.",
            "en": "Each graph as a file of N-Quads, and all of them together. A file at its "
            "permanent address never changes; the stable address leads to that of today.",
        },
    }
)

CATALOGUE_TEXTS: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "catalogue.datasets": {"nl": "Registers als datasets", "en": "Registries as datasets"},
        "catalogue.dataset": {"nl": "Dataset", "en": "Dataset"},
        "catalogue.publisher": {"nl": "Uitgever", "en": "Publisher"},
        "catalogue.licence": {"nl": "Licentie", "en": "Licence"},
        "catalogue.modified": {"nl": "Gewijzigd", "en": "Modified"},
        "catalogue.download": {"nl": "Download", "en": "Download"},
        "catalogue.services": {"nl": "Diensten", "en": "Services"},
        "catalogue.held": {
            "nl": "Datasets en diensten die de registers beschrijven",
            "en": "Datasets and services that the registries describe",
        },
        "catalogue.count": {
            "nl": "{count} registers, datasets en diensten van anderen.",
            "en": "{count} registries, and datasets and services of others.",
        },
        "catalogue.kind": {"nl": "Soort", "en": "Kind"},
        "catalogue.kind.dcat:Dataset": {"nl": "dataset", "en": "dataset"},
        "catalogue.kind.dcat:DataService": {"nl": "dienst", "en": "service"},
        "catalogue.name": {"nl": "Naam", "en": "Name"},
        "catalogue.by-name": {"nl": "Op naam:", "en": "By name:"},
        "catalogue.by-name.dataset": {"nl": "alle datasets", "en": "all datasets"},
        "catalogue.by-name.dataservice": {"nl": "alle dataservices", "en": "all data services"},
        "catalogue.all": {"nl": "Alle dumps", "en": "All dumps"},
        "dumps.name": {"nl": "Graaf", "en": "Graph"},
        "dumps.quads": {"nl": "Uitspraken", "en": "Statements"},
        "dumps.bytes": {"nl": "Bytes", "en": "Bytes"},
        "dumps.sha256": {"nl": "SHA-256", "en": "SHA-256"},
        "dumps.file": {"nl": "Bestand", "en": "File"},
        "dumps.fixed": {"nl": "deze versie, voor altijd", "en": "this version, for ever"},
        "dumps.list": {"nl": "De lijst voor programma's", "en": "The list for programs"},
        "dumps.check": {"nl": "Controlegetallen", "en": "Checksums"},
    }
)
