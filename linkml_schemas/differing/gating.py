"""Say whether a difference is graver than a pipeline allows.

Step on the line: beneath ``begrip schema diff --fail-on``.
"""

from collections.abc import Iterable

from linkml_schemas.differing.values import VERDICTS, Difference


def is_refused(difference: Difference, gates: Iterable[str]) -> bool:
    """Return whether any gate stops a difference.

    Args:
        difference: What differs.
        gates: ``breaking``, ``additive`` or ``editorial``, each with all that is graver; or
            ``version``, for a version that does not fit the changes.
    """
    return any(_stops(difference, gate) for gate in gates)


def _stops(difference: Difference, gate: str) -> bool:
    if gate == "version":
        return difference.version_fault is not None
    graver = VERDICTS[: [*VERDICTS].index(gate) + 1]  # type: ignore[arg-type]
    return any(change.verdict in graver for change in difference.judged)
