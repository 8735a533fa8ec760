"""Write the definitions of the registries that are measured."""

import json
from pathlib import Path

PUBLISHER = "https://data.vlaanderen.be/id/organisatie/OVO002949"
LICENCE = "http://publications.europa.eu/resource/authority/licence/CC0"


def write_definition(folder: Path, name: str, file_format: str, class_name: str = "") -> None:
    """Write the definition of a registry of which the file is, or will be, beside it."""
    ending = {"ntriples": "nt"}.get(file_format, file_format)
    means = {"class": class_name} if class_name else {"pass_through": True}
    definition = {
        "name": name,
        "title": {"nl": f"Gemeten: {name}", "en": f"Measured: {name}"},
        "description": {"nl": "Verzonnen, om te meten.", "en": "Made up, to measure with."},
        "source": f"{name}.{ending}",
        "format": file_format,
        **means,
        "publisher": PUBLISHER,
        "licence": LICENCE,
        "access": "PUBLIC",
        "example": False,
    }
    text = json.dumps(definition, indent=1)  # JSON is YAML
    (folder / f"{name}.yaml").write_text(text + "\n", encoding="utf-8")
