"""A small graph in which each competency question has something to find and something to leave."""

GRAPH = """
@prefix cpsv: <http://purl.org/vocab/cpsv#> .
@prefix dcat: <http://www.w3.org/ns/dcat#> .
@prefix dcatap: <http://data.europa.eu/r5r/> .
@prefix dct: <http://purl.org/dc/terms/> .
@prefix ds: <https://begrip.example/ns/datastrategie#> .
@prefix eli: <http://data.europa.eu/eli/ontology#> .
@prefix foaf: <http://xmlns.com/foaf/0.1/> .
@prefix odrl: <http://www.w3.org/ns/odrl/2/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix prov: <http://www.w3.org/ns/prov#> .
@prefix schema: <http://schema.org/> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix dataset: <https://metadata.vlaanderen.be/srv/resources/datasets/> .
@prefix rights: <http://publications.europa.eu/resource/authority/access-right/> .
@prefix usage: <https://data.vlaanderen.be/id/concept/StandaardGebruik/> .
@prefix : <http://example.org/> .

dataset:c96bf4c0-5669-4f52-81c7-34bfa8a6ba20 dct:title "Fijn stof"@nl .
:eerste ds:overResource dataset:c96bf4c0-5669-4f52-81c7-34bfa8a6ba20 ;
  org:role <https://begrip.example/id/rol/data-eigenaar> ; org:member :vmm ;
  org:memberDuring [ dcat:endDate "2023-01-01"^^xsd:date ] .
:tweede ds:overResource dataset:c96bf4c0-5669-4f52-81c7-34bfa8a6ba20 ;
  org:role <https://begrip.example/id/rol/data-eigenaar> ; org:member :omgeving ;
  org:memberDuring [ dcat:startDate "2023-01-01"^^xsd:date ] .
:beheerder ds:overResource dataset:c96bf4c0-5669-4f52-81c7-34bfa8a6ba20 ;
  org:role <https://begrip.example/id/rol/databeheerder> ; org:member :dv ;
  org:memberDuring [ dcat:startDate "2020-01-01"^^xsd:date ] .

:plan2022 ds:year "2022"^^xsd:gYear .
:plan2023 ds:year "2023"^^xsd:gYear .
:oud a ds:Action ; dct:isPartOf :plan2022 ; skos:prefLabel "Kader"@nl .
:eenmalig a ds:Action ; dct:isPartOf :plan2022 ; skos:prefLabel "Studie"@nl ;
  ds:servesPrinciple <https://begrip.example/id/concept/principe/once-only> .
:nieuw a ds:Action ; dct:isPartOf :plan2023 ; skos:prefLabel "Kader verder"@nl ;
  prov:wasRevisionOf :oud .

:gateway a cpsv:PublicService ; skos:prefLabel "Toegangspoort"@nl ; ds:offersDataService :api .
:api dct:subject <https://data.vlaanderen.be/id/concept/MAGDA-categorie/Persoon> .

:zonder a dcat:Dataset ; dct:title "Zonder grond"@nl ; dct:accessRights rights:NON_PUBLIC ;
  odrl:hasPolicy [ a odrl:Set ] .
:decretaal a dcat:Dataset ; dct:title "Bij decreet"@nl ; dct:accessRights rights:NON_PUBLIC ;
  dcatap:applicableLegislation :decreet .
:geregeld a dcat:Dataset ; dct:title "Bij regel"@nl ; dct:accessRights rights:NON_PUBLIC ;
  odrl:hasPolicy [ a odrl:Set ; eli:based_on :decreet ] .
:open a dcat:Dataset ; dct:title "Open"@nl ; dct:accessRights rights:PUBLIC .

:voorbij a odrl:Agreement ; dct:title "Voorbij"@nl ;
  dct:temporal [ dcat:endDate "2026-12-01"^^xsd:date ] .
:laatste a odrl:Agreement ; dct:title "Op de laatste dag"@nl ; odrl:assigner :vmm ;
  odrl:assignee :dv ; dct:temporal [ dcat:endDate "2027-03-01"^^xsd:date ] .
:later a odrl:Agreement ; dct:title "Later"@nl ;
  dct:temporal [ dcat:endDate "2027-03-02"^^xsd:date ] .

:gevolgd a dct:Standard ; dct:title "Gevolgd"@nl ; ds:usage usage:Verplicht ; foaf:page :tekst .
:benut a dct:Standard ; dct:title "Benut"@nl ; ds:usage usage:Verplicht .
:ongebruikt a dct:Standard ; dct:title "Ongebruikt"@nl ; ds:usage usage:Verplicht .
:vrij a dct:Standard ; dct:title "Vrij"@nl ; ds:usage usage:Aanbevolen .
:open dct:conformsTo :tekst .
:gateway cpsv:follows :benut .

:rapport2022 a ds:Report ; ds:year "2022"^^xsd:gYear ; dct:title "Rapport"@nl ;
  schema:recipient :stuurorgaan , :cvos .
:rapport2023 a ds:Report ; ds:year "2023"^^xsd:gYear ; dct:title "Later rapport"@nl ;
  schema:recipient :voco .
:cvos skos:prefLabel "CVOS"@nl .

:af skos:inScheme <https://begrip.example/id/conceptscheme/begrippenkader> ;
  skos:prefLabel "af"@nl ; skos:definition "Klaar."@nl ; dct:creator :dv .
:wees skos:inScheme <https://begrip.example/id/conceptscheme/begrippenkader> ;
  skos:prefLabel "wees"@nl ; skos:definition "Van niemand."@nl .
:leeg skos:inScheme <https://begrip.example/id/conceptscheme/begrippenkader> ;
  skos:prefLabel "leeg"@nl ; dct:creator :dv .
:elders skos:inScheme :schema ; skos:prefLabel "elders"@nl .
"""
