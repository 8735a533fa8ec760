"""A small thesaurus with everything that a thesaurus of others may hold, right and wrong."""

from pyoxigraph import Store

from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings
from tests.server.small_graph import BASE, HOSTILE, small_store, to_store

SCHEME = f"{BASE}/id/conceptscheme/kader"
OTHER = "http://example.org/lijst/water/"
KADER = f"{BASE}/id/concept/kader"
COLLECTION = "http://example.org/verzameling/1"
LONG = "lang" * 1_250
RTL = "\u202eomgekeerd\u05d0\u05d1"

_TRIG = f"""
PREFIX k: <{BASE}/id/concept/kader/>
PREFIX o: <http://example.org/lijst/water/>
<{BASE}/id/graaf/kader> {{
  <{SCHEME}> a skos:ConceptScheme ;
    skos:prefLabel "Begrippenkader"@nl, "Concept framework"@en ;
    skos:definition "Wat woorden hier betekenen."@nl ;
    dct:publisher <https://data.vlaanderen.be/id/organisatie/OVO002949> ;
    dct:modified "2026-02-01"^^xsd:date ; owl:versionInfo "1.2" ;
    rdfs:seeAlso <https://example.org/meer> ;
    skos:hasTopConcept k:data .
  k:data a skos:Concept ; skos:inScheme <{
    SCHEME
}> ; skos:prefLabel "data"@nl, "data"@en, "données"@fr ;
    skos:altLabel "gegevens"@nl, "Feiten"@nl ; skos:hiddenLabel "dta"@nl ; skos:notation "D1" ;
    skos:definition "Voorstellingen van feiten."@nl, "Representations of facts."@en ;
    skos:scopeNote "Een middel."@nl ; skos:example "Een tabel."@nl ;
    skos:changeNote "Scherper gezegd."@nl ; skos:historyNote "Kwam van ver."@nl ;
    dct:created "2024-05-01"^^xsd:date ; dct:modified "2026-01-15"^^xsd:date ;
    skos:exactMatch o:1 ; skos:closeMatch <http://elders.example/data> ;
    dct:source <https://example.org/bron> ; rdfs:seeAlso <https://example.org/zie> .
  k:open a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:prefLabel "Open data"@nl ;
    skos:broader k:data ; skos:related k:oud ; skos:definition "Vrij te gebruiken."@nl .
  k:zorg a skos:Concept ; skos:inScheme <{SCHEME}>, o: ; skos:prefLabel "Zorgdata"@nl ;
    skos:broader k:data, k:open .
  k:oud a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:prefLabel "Oud woord"@nl ;
    dct:temporal <http://example.org/periode/oud> ;
    skos:broader k:data ; owl:deprecated true ; dct:isReplacedBy k:open .
  <http://example.org/periode/oud> a dct:PeriodOfTime ; dcat:startDate "2006-08-02"^^xsd:date ;
    dcat:endDate "2014-01-01"^^xsd:date .
  k:los a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:prefLabel "Élan"@nl .
  k:zonder a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:broader k:data .
  k:kring1 a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:prefLabel "Kring een"@nl ;
    skos:broader k:kring2 .
  k:kring2 a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:prefLabel "Kring twee"@nl ;
    skos:broader k:kring1 .
  k:getal a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:prefLabel "3D"@nl ; skos:broader k:data .
  k:teken a skos:Concept ; skos:inScheme <{SCHEME}> ; skos:prefLabel "…"@nl ; skos:broader k:data .
  <{COLLECTION}> a skos:Collection ; skos:prefLabel "Alles open"@nl ;
    skos:member k:open, k:zorg .
  <{COLLECTION}/orde> a skos:OrderedCollection ; skos:prefLabel "Op orde"@nl ;
    skos:inScheme <{SCHEME}> ; skos:memberList (k:zorg k:data k:open) .
  <{BASE}/id/dataset/zorg> a dcat:Dataset ; dct:title "Zorgcijfers"@nl ; dct:subject k:data .
  <{
    BASE
}/id/datastandaard/zorg> a dct:Standard ; dct:title "Zorgstandaard"@nl ; dct:subject k:data .
}}
<{BASE}/id/graaf/water> {{
  o: a skos:ConceptScheme ; skos:prefLabel "Water"@nl .
  o:1 a skos:Concept ; skos:inScheme o: ; skos:prefLabel "Waterdata"@nl ; skos:notation "1" .
  o:2 a skos:Concept ; skos:inScheme o: ; skos:prefLabel "Riool"@nl ; skos:notation "2" .
}}
<{BASE}/id/graaf/lastig> {{
  <{BASE}/id/conceptscheme/lastig> a skos:ConceptScheme ; skos:prefLabel "Lastig"@nl .
  {
    "".join(
        f"<{BASE}/id/concept/lastig/{number}> a skos:Concept ; "
        f"skos:inScheme <{BASE}/id/conceptscheme/lastig> ; skos:prefLabel {text}@nl ; "
        f"skos:definition {text}@nl ; skos:notation {text} ; "
        f"skos:broader <{BASE}/id/concept/lastig/0> ."
        for number, text in enumerate(
            '"' + text.replace(chr(92), chr(92) * 2).replace('"', chr(92) + '"') + '"'
            for text in (*HOSTILE, LONG, RTL)
        )
    )
}
}}
"""


def thesaurus_store() -> Store:
    """Return a store with the small graph and the thesaurus."""
    store = small_store()
    store.extend(to_store(_TRIG))
    return store


def client_over(store: Store, **settings: str):
    """Return a client of the application over a store."""
    given = {f"BEGRIP_{name}": value for name, value in settings.items()}
    app = create_app(Settings.from_mapping(given), Dataset(store, BASE, "g1"))
    return app.test_client()
