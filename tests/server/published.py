"""A real build of a few registries, with a client of the application over it."""

from pathlib import Path

import pyoxigraph as ox
from flask.testing import FlaskClient

from loaders.build import ensure_built
from loaders.generations.data_directory import DataDirectory
from loaders.settings import LoaderSettings
from server.app import create_app
from server.dataset import Dataset
from server.settings import Settings

BASE = "https://data.example.org/begrip"
HOSTILE = '</script><script>alert(1)</script><!-- & "quoted"'
PUBLISHER = "https://data.vlaanderen.be/id/organisatie/OVO002949"

DEFINITION = """\
name: {name}
title: {{nl: "{title}", en: "{title}"}}
description: {{nl: Een register., en: A registry.}}
source: {name}.csv
format: csv
class: {kind}
publisher: https://data.vlaanderen.be/id/organisatie/OVO002949
licence: http://publications.europa.eu/resource/authority/licence/CC0
access: PUBLIC
remark: {{nl: Met een opmerking., en: With a remark.}}
source_page: https://www.vlaanderen.be/
"""


class Mounted(FlaskClient):
    """A client of an application that is mounted at the path of the base, as a front does it."""

    def open(self, *args, **more):
        if args and isinstance(args[0], str):
            more.setdefault("base_url", BASE)
        return super().open(*args, **more)


def write_registry(folder: Path, name: str, kind: str, text: str, title: str = "") -> None:
    """Write a registry of one class."""
    folder.mkdir(parents=True, exist_ok=True)
    definition = DEFINITION.format(name=name, kind=kind, title=title or name)
    (folder / f"{name}.yaml").write_text(definition, encoding="utf-8")
    (folder / f"{name}.csv").write_text(text, encoding="utf-8")


def bodies(*names: str) -> str:
    """Return a file of bodies."""
    lines = "".join(f"{name},Orgaan {name},https://www.vlaanderen.be/\n" for name in names)
    return f"id,label_nl,source\n{lines}"


def publish_world(folder: Path, *names: str) -> DataDirectory:
    """Build bodies, an organisation, a concept, and data sets, one of them hostile."""
    registries, data = folder / "registries", folder / "var"
    write_registry(registries, "organen", "Body", bodies(*names), "Organen")
    page = "https://www.vlaanderen.be/"
    write_registry(
        registries,
        "organisaties",
        "Organisation",
        f"id,ovo,label_nl,source\ndv,OVO002949,Digitaal Vlaanderen,{page}\n",
    )
    quoted = HOSTILE.replace('"', '""')
    write_registry(
        registries,
        "sets",
        "Dataset",
        "id,label_nl,label_en,description_nl,description_en,source,publisher\n"
        f'vuil,"{quoted}","{quoted}","{quoted}","{quoted}",{page},OVO002949\n'
        f"net,Net,Clean,Een dataset.,A data set.,{page},OVO002949\n",
    )
    ensure_built(LoaderSettings(data, registries), base=BASE, allow_removals=True)
    return DataDirectory(data)


def client_over(data: DataDirectory, **settings: str) -> FlaskClient:
    """Return a client of the application over what is served, without processes."""
    served = str(data.current_id())
    folder = data.generation(served)
    store = ox.Store.read_only(str(folder / "store"))
    dataset = Dataset(store, BASE, served, data.read_manifest(served), folder)
    mapping = {"BEGRIP_DATA": str(data.path), **{f"BEGRIP_{k}": v for k, v in settings.items()}}
    app = create_app(Settings.from_mapping(mapping), dataset)
    app.test_client_class = Mounted
    return app.test_client()
