"""Say in Dutch and English why data cannot be read, where we are the ones who find it.

Step on the line: beneath ``reading`` and ``tables``; what a parser says stands in its words.
"""

from collections.abc import Mapping
from types import MappingProxyType

_TEXTS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "context.chain": (
            "Een JSON-LD-context noemt een andere met een adres, en geen enkel adres wordt "
            "opgehaald.",
            "A JSON-LD context names another one by address, and no address is ever fetched.",
        ),
        "context.broken": (
            "De context die voor {address} klaarligt, is geen JSON-LD-context.",
            "The context that is held for {address} is no JSON-LD context.",
        ),
        "context.foreign": (
            "De JSON-LD-context {address} is hier niet bekend, en geen enkel adres wordt "
            "opgehaald. Schrijf de context zelf onder @context, of gebruik een van deze: {known}.",
            "The JSON-LD context {address} is not known here, and no address is ever fetched. "
            "Write the context itself under @context, or use one of: {known}.",
        ),
        "deep": ("De JSON is te diep genest.", "The JSON is nested too deeply."),
        "levels": (
            "De JSON is te diep genest: ze mag {most} niveaus hebben.",
            "The JSON is nested too deeply: it may have {most} levels.",
        ),
        "utf8": (
            "De bytes hier zijn geen UTF-8; sla de data op als UTF-8, of zeg hun tekenset.",
            "The bytes here are not UTF-8; save the data as UTF-8, or say their charset.",
        ),
        "entity": (
            "Het document declareert een entiteit die een andere bevat, of die een bestand noemt: "
            "schrijf de tekst zelf.",
            "The document declares an entity that holds another one, or that names a file: "
            "write the text itself.",
        ),
        "table.empty": (
            "Het bestand is leeg; er hoort een regel met koppen te staan.",
            "The file is empty; a header line is needed.",
        ),
        "table.csv": (
            "Vanaf hier is dit geen CSV; de lezer zegt: {said}.",
            "This is no CSV from here on: {said}.",
        ),
        "table.columns": (
            "Geen enkele kolom van de kop is er een van de klasse {name}; die heeft: {known}.",
            "No column of the header belongs to the class {name}; it has: {known}.",
        ),
        "shapes": ("De shapes zijn niet te lezen: {said}", "The shapes cannot be read: {said}"),
    }
)


def unreadable_texts(key: str, **values: object) -> dict[str, str]:
    """Return a text in Dutch and English.

    >>> unreadable_texts("levels", most=200)["en"]
    'The JSON is nested too deeply: it may have 200 levels.'
    """
    return {tag: text.format(**values) for tag, text in zip(("nl", "en"), _TEXTS[key], strict=True)}
