"""Say in words what every version changed.

Step on the line: over all releases of a folder, to ``CHANGELOG.md`` and the server.
"""

from collections.abc import Sequence

from linkml_schemas.releasing.records import Release
from linkml_schemas.releasing.rendering import markdown_lines
from linkml_schemas.releasing.statuses import Stage
from linkml_schemas.releasing.texts import to_words

CHANGELOG = "CHANGELOG.md"


def status_words(stage: Stage, language: str) -> str:
    """Return a status as people say it, with the successor if there is one.

    >>> status_words(Stage("withdrawn", "2026-11-26", "2.0.0"), "en")
    'withdrawn, replaced by version 2.0.0'
    """
    words = to_words(f"status.{stage.status}", language)
    if not stage.successor:
        return words
    return f"{words}, {to_words('status.successor', language, successor=stage.successor)}"


def render_changelog(releases: Sequence[Release], language: str = "en") -> str:
    """Return what each version changed as Markdown, the last first.

    Args:
        releases: The oldest first, as they are read.
        language: ``nl`` or ``en``.
    """
    schema = releases[-1].record["schema"] if releases else ""
    lines = [f"# {to_words('changelog.title', language, schema=schema)}", ""]
    lines.append(to_words("changelog.lead", language))
    for release in reversed(releases):
        lines += ["", f"## {release.version}", ""]
        words = status_words(release.status, language)
        lines.append(to_words("changelog.released", language, date=release.date, status=words))
        for stage in release.stages[1:]:
            said = status_words(stage, language)
            lines.append(to_words("changelog.stage", language, status=said, date=stage.date) + ".")
        lines += markdown_lines(release.read_changes(), language, 3)
    return "\n".join(lines) + "\n"
