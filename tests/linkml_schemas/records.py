"""Records of the small schema: valid ones, and faults that the shapes must see."""

ORGANISATION = {
    "id": "digitaal",
    "label_nl": "Digitaal Vlaanderen",
    "label_en": "Digital Flanders",
    "alt_label_nl": "DV|Het agentschap",
    "ovo": "OVO002949",
    "kbo": "0316.380.841",
    "kind": "agentschap",
    "nis": "11002",
    "parent": "https://data.vlaanderen.be/id/organisatie/OVO000001",
    "homepage": "https://www.vlaanderen.be/digitaal-vlaanderen",
    "founded": "2016-01-01",
    "staff": "72436.20",
    "active": "true",
    "year": "2026",
    "valid_from": "2016-01-01",
    "source": "https://wegwijs.vlaanderen.be|https://www.vlaanderen.be",
    "standing": "vastgesteld",
}

BODY = {
    "id": "stuurorgaan",
    "label_nl": "Stuurorgaan",
    "body_kind": "stuurorgaan",
    "source": "https://codex.vlaanderen.be",
}

DECISION = {
    "id": "2026-07-17",
    "label_nl": "Goedkeuring",
    "label_en": "Approval",
    "subject": "https://begrip.example/id/strategie/vds",
    "charged": "digitaal",
    "taken_at": "2026-07-17T10:00:00Z",
    "source": "https://www.vlaanderen.be",
    "same_as": "https://example.org/decision",
}

PRINCIPLE = {
    "id": "open",
    "label_nl": "Open tenzij",
    "position": "1",
    "part_of": "2026-07-17",
    "source": "https://www.vlaanderen.be",
}

CONCEPT = {
    "id": "datadomein",
    "label_nl": "datadomein",
    "scheme": "begrippenkader",
    "source": "https://www.vlaanderen.be",
}

CONCEPT_SCHEME = {
    "id": "begrippenkader",
    "label_nl": "Begrippenkader",
    "source": "https://www.vlaanderen.be",
}

VALID = {
    "Organisation": ORGANISATION,
    "Body": BODY,
    "Decision": DECISION,
    "Principle": PRINCIPLE,
    "Concept": CONCEPT,
    "ConceptScheme": CONCEPT_SCHEME,
}

FAULTS = [
    ("Organisation", "label_nl", "", "required"),
    ("Organisation", "source", "", "required"),
    ("Body", "body_kind", "", "required"),
    ("Concept", "scheme", "", "required"),
    ("Organisation", "ovo", "OVO12", "pattern"),
    ("Organisation", "kbo", "12", "pattern"),
    ("Organisation", "year", "26", "pattern"),
    ("Organisation", "founded", "2023-02-31", "datatype"),
    ("Organisation", "valid_from", "gisteren", "datatype"),
    ("Organisation", "staff", "veel", "datatype"),
    ("Organisation", "staff", "-1", "datatype"),
    ("Organisation", "active", "ja", "datatype"),
    ("Decision", "taken_at", "in juli", "datatype"),
    ("Principle", "position", "0", "datatype"),
    ("Principle", "position", "100", "datatype"),
    ("Organisation", "kind", "stuurorgaan", "enumeration"),
    ("Body", "body_kind", "gemeente", "enumeration"),
    ("Organisation", "standing", "misschien", "enumeration"),
    ("Organisation", "homepage", "hier en daar", "iri"),
    ("Organisation", "source", "https://ok.example|geen bron", "iri"),
    ("Decision", "subject", ("https://ok.example", "http://a b"), "iri"),
    ("Organisation", "parent", "https://a.example|https://b.example", "cardinality"),
    ("Organisation", "label_nl", ("een", "twee"), "cardinality"),
    ("Organisation", "founded", ("2016-01-01", "2017-01-01"), "cardinality"),
    ("Organisation", "kbo", ("0316380841", "0207437468"), "cardinality"),
]
"""Class, column, the cell that replaces the valid one, and the reason."""
