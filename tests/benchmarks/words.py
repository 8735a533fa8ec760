"""Make titles and descriptions of a made-up catalogue, the same for the same random numbers."""

from random import Random

SUBJECTS = (
    "luchtkwaliteit", "waterstanden", "bodemgebruik", "verkeerstellingen", "fietspaden",
    "bushaltes", "parkeerplaatsen", "energieverbruik", "zonnepanelen", "afvalinzameling",
    "bomen", "geluidsbelasting", "woningen", "bouwvergunningen", "kadastrale percelen", "adressen",
    "scholen", "leerlingen", "kinderopvang", "ziekenhuizen", "vaccinaties", "bibliotheken",
    "musea", "subsidies", "begrotingen", "werkzoekenden", "vacatures", "ondernemingen",
    "landbouwpercelen", "veestapel", "erfgoed", "overstromingen", "bruggen", "tunnels", "havens",
    "treinstations", "sportinfrastructuur", "speelpleinen", "wijkcentra", "mandatarissen",
)  # fmt: skip
KINDS = ("register", "metingen", "statistieken", "kaartlaag", "lijst", "tijdreeks", "inventaris")
KINDS_EN = ("register", "measurements", "statistics", "map layer", "list", "series", "inventory")
PLACES = (
    "Aalst", "Antwerpen", "Brugge", "Dendermonde", "Diest", "Diksmuide", "Eeklo", "Geel", "Genk",
    "Gent", "Halle", "Hasselt", "Ieper", "Kortrijk", "Leuven", "Lier", "Lommel", "Mechelen",
    "Oostende", "Oudenaarde", "Roeselare", "Ronse", "Tienen", "Tongeren", "Torhout", "Turnhout",
    "Veurne", "Vilvoorde", "Waregem", "Zottegem",
)  # fmt: skip
WORDS = (
    "gegevens", "bevat", "per", "gemeente", "en", "de", "het", "van", "jaarlijks", "bijgewerkt",
    "geografische", "ligging", "meetpunt", "waarde", "eenheid", "volgens", "besluit", "naar",
    "coördinaten", "geïnventariseerd", "provincie", "bron", "methode", "kwaliteit", "dagelijks",
    "administratieve", "grenzen", "gebruik", "hergebruik", "publiek", "overzicht", "gedetailleerd",
)  # fmt: skip
WORDS_EN = (
    "data", "holds", "by", "municipality", "and", "the", "of", "updated", "yearly", "geographic",
    "location", "station", "value", "unit", "according", "to", "decree", "source", "method",
    "quality", "daily", "administrative", "boundaries", "use", "reuse", "public", "overview",
)  # fmt: skip


def title(random: Random, number: int) -> tuple[str, str]:
    """Return a title in Dutch and one in English; the number makes the first one unique."""
    subject, place = random.choice(SUBJECTS), random.choice(PLACES)
    kind = int(random.random() * len(KINDS))
    dutch = f"{subject.capitalize()}: {KINDS[kind]} {place} {number}"
    return dutch, f"{KINDS_EN[kind].capitalize()} of {subject} in {place}"


def description(random: Random, *, english: bool = False) -> str:
    """Return a description of 8 to 40 words, some with quotes and a line end to escape."""
    words = random.choices(WORDS_EN if english else WORDS, k=8 + int(random.random() * 33))
    text = " ".join(words).capitalize() + "."
    if random.random() < 0.05:
        text += ' Zie ook "toelichting".\nMet een tweede regel.'
    return text


def keyword(random: Random) -> str:
    """Return a keyword: few are used often, many seldom."""
    return f"{random.choice(SUBJECTS)} {skewed(random, 400)}"


def skewed(random: Random, count: int) -> int:
    """Return a number below a count, a low one far more often than a high one."""
    return int(count * random.random() ** 3)
