import json
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.survival.killing import Site, write_registries
from tests.survival.whole import read_whole


@dataclass(frozen=True, slots=True)
class Scene:
    """A site with two generations, the next registries, and what an undisturbed build makes.

    Shape:
        ``known`` is the content of each generation by id; ``seconds`` how long a build takes.
    """

    site: Site
    known: dict[str, dict[str, str]]
    next_id: str
    seconds: float


@pytest.fixture(scope="session")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    folder = tmp_path_factory.mktemp("scene")
    site = Site(folder / "var", folder / "registries")
    write_registries(site.registries, bodies=300)
    first = site.build()
    write_registries(site.registries, bodies=400)
    second = site.build()
    write_registries(site.registries, bodies=500, mark="nieuw")
    (folder / "undisturbed").mkdir()
    calm = site.copy_to(folder / "undisturbed")
    began = time.monotonic()
    done = calm.run("build", "--json")
    seconds = time.monotonic() - began
    assert done.returncode == 0, done.stderr
    third = json.loads(done.stdout)["id"]
    known = {name: read_whole(calm.data, name) for name in (first, second, third)}
    return Scene(site, known, third, seconds)


@pytest.fixture
def fresh(scene: Scene, tmp_path: Path) -> Site:
    """Return a copy of the scene of one's own: the second generation served, a third to build."""
    return scene.site.copy_to(tmp_path)
