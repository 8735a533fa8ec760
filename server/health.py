"""Tell operators whether the server lives and whether it answers.

Step on the line: views beside the others; ``ready`` asks a worker, as any request would.
"""

from flask import Blueprint, Response, current_app, jsonify

from server.interface import DatasetLike

BLUEPRINT = Blueprint("health", __name__)


@BLUEPRINT.get("/health/live")
def live() -> Response:
    """Answer as long as this process does."""
    return _uncached(jsonify({"status": "live"}))


@BLUEPRINT.get("/health/ready")
def ready() -> Response:
    """Answer once workers answer, with what they answer from; 503 until then."""
    dataset: DatasetLike = current_app.extensions["dataset"]
    dataset.resolve(dataset.base)
    manifest = dataset.manifest
    body = {
        "status": "ready",
        "generation": dataset.generation,
        "base": dataset.base,
        "made": manifest.get("made"),
        "counts": {
            name: number
            for name, number in manifest.get("counts", {}).items()
            if isinstance(number, int)
        },
    }
    return _uncached(jsonify(body))


def _uncached(response: Response) -> Response:
    response.headers["Cache-Control"] = "no-store"
    return response
