"""Say in Dutch and English what each problem of a check is called, and what to do about it.

Step on the line: beneath ``server.problem_texts``, which has those of all problems.
"""

from collections.abc import Mapping
from types import MappingProxyType

CHECK_PROBLEM_TEXTS: Mapping[str, tuple[Mapping[str, str], Mapping[str, str]]] = MappingProxyType(
    {
        "data-unreadable": (
            {"nl": "De data zijn niet te lezen", "en": "The data cannot be read"},
            {
                "nl": "Verbeter de data op de plaats die hieronder staat, of kies hun formaat.",
                "en": "Mend the data at the place named below, or choose their format.",
            },
        ),
        "data-too-large": (
            {"nl": "De data zijn te groot", "en": "The data are too large"},
            {
                "nl": "Bied de data in delen aan, of gebruik begrip validate op uw eigen machine.",
                "en": "Hand in the data in parts, or use begrip validate on your own machine.",
            },
        ),
        "check-unusable": (
            {
                "nl": "Zo kunnen deze data niet nagegaan worden",
                "en": "These data cannot be checked like that",
            },
            {
                "nl": "Kies een profiel en een klasse die er zijn; hieronder staat wat scheelt.",
                "en": "Choose a profile and a class that exist; what is wrong stands below.",
            },
        ),
        "profile-broken": (
            {"nl": "Het profiel is niet in orde", "en": "The profile is not in order"},
            {
                "nl": "Kies een ander profiel, en meld het aan wie deze server beheert.",
                "en": "Choose another profile, and tell whoever runs this server.",
            },
        ),
        "check-deadline": (
            {
                "nl": "De controle duurde te lang en is gestopt",
                "en": "The check took too long and was ended",
            },
            {
                "nl": "Bied de data in delen aan, of gebruik begrip validate op uw eigen machine.",
                "en": "Hand in the data in parts, or use begrip validate on your own machine.",
            },
        ),
        "check-memory": (
            {
                "nl": "De controle vroeg te veel geheugen en is gestopt",
                "en": "The check needed too much memory and was ended",
            },
            {
                "nl": "Bied de data in delen aan, of gebruik begrip validate op uw eigen machine.",
                "en": "Hand in the data in parts, or use begrip validate on your own machine.",
            },
        ),
        "check-crashed": (
            {
                "nl": "De controle is op deze data gevallen",
                "en": "The check fell over these data",
            },
            {
                "nl": "Vereenvoudig de data of de shapes; wat er omviel is al vervangen.",
                "en": "Simplify the data or the shapes; what fell over has been replaced.",
            },
        ),
        "too-many-checks": (
            {"nl": "Er lopen te veel controles", "en": "Too many checks are running"},
            {
                "nl": "Bied de data over enkele seconden opnieuw aan.",
                "en": "Hand in the data again in a few seconds.",
            },
        ),
        "too-many-client-checks": (
            {
                "nl": "Er lopen te veel controles van uw adres",
                "en": "Too many checks of your address are running",
            },
            {
                "nl": "Wacht tot een van uw andere controles klaar is, en bied de data dan opnieuw "
                "aan.",
                "en": "Wait until one of your other checks is done, and then hand in the data "
                "again.",
            },
        ),
    }
)
"""Titles and advice by the slug of the problem."""

FIELD_ADVICE: Mapping[str, Mapping[str, str]] = MappingProxyType(
    {
        "data": {
            "nl": "Er kwamen geen data mee: kies een bestand, plak de data, of geef de IRI van een "
            "ding in deze graaf.",
            "en": "There were no data: choose a file, paste the data, or give the IRI of a thing "
            "in this graph.",
        },
        "class": {
            "nl": "Kies onder “Een tabel (CSV)” van welke klasse de rijen zijn.",
            "en": "Choose under “A table (CSV)” which class the rows are of.",
        },
        "columns": {
            "nl": "Kijk de namen van de kolommen na: elke regel noemt een kolom van uw tabel en "
            "daarna die van de klasse.",
            "en": "Look at the names of the columns: each line names a column of your table and "
            "then that of the class.",
        },
        "profile": {
            "nl": "Kies een profiel uit de lijst.",
            "en": "Choose a profile of the list.",
        },
        "shapes": {
            "nl": "Voeg uw eigen shapes bij, of kies een ander profiel.",
            "en": "Add shapes of your own, or choose another profile.",
        },
        "iri": {
            "nl": "Geef de IRI van een ding dat deze server zelf beschrijft, of bied de data zelf "
            "aan, zonder IRI.",
            "en": "Give the IRI of a thing that this server itself describes, or hand in the data "
            "themselves, without an IRI.",
        },
        "graph": {
            "nl": "Noem een graaf die deze server heeft, of bied de data zelf aan.",
            "en": "Name a graph that this server has, or hand in the data themselves.",
        },
    }
)
"""What to do about a field of the form that is wrong, by its name."""
