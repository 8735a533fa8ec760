"""What the clients ask of the small graph."""

from tests.server.generation import GRAPH
from tests.server.small_graph import BASE

STRATEGY = f"{BASE}/id/strategie/vlaamse-datastrategie"
ORGANISATION = "https://data.vlaanderen.be/id/organisatie/OVO002949"
ODD = f"{BASE}/id/rol/lastig"
TITLE = "http://purl.org/dc/terms/title"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
EXTENT = "http://purl.org/dc/terms/extent"
NUMBERS = GRAPH
STANDARDS = f"{BASE}/id/graaf/standaarden"
TITLES = f"SELECT ?title WHERE {{ <{STRATEGY}> <{TITLE}> ?title }} ORDER BY LANG(?title)"
ODD_LABEL = "a\r\n\tb <b>&amp; ]]> \" ' \\ \u2028 \U0001f600"
