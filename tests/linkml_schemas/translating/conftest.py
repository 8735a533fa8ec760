from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from linkml_schemas.commands import schema

FOREIGN = """\
# A schema of others, in English: every way of writing that LinkML allows.
id: https://www.example.org/shop
name: shop
prefixes:
  linkml: https://w3id.org/linkml/
  ex: https://www.example.org/ns#
default_prefix: ex
imports: [linkml:types]

classes:
  Thing:
    title: Thing   # what is sold
    description: >-
      Whatever is sold
      in the shop.
    slots:
    - name
    - state

  Bare: {}
  Empty:
  Flow: {title: Flow, description: "In braces."}

slots:
  name:
    description: The name of {thing}.
    annotations:
      title_nl: 'Naam'
  state:
    title: |
      State
    range: State
    annotations: {title_nl: {tag: title_nl, value: Toestand}}

enums:
  State:
    title: State
    permissible_values:
      new:
      used: {title: Used}
"""


@pytest.fixture
def shop(tmp_path: Path) -> Path:
    path = tmp_path / "shop.yaml"
    path.write_text(FOREIGN, encoding="utf-8", newline="\n")
    return path


@pytest.fixture
def run() -> Callable[..., Result]:
    def run(path: Path, *arguments: str) -> Result:
        return CliRunner().invoke(schema, ["translate", "--schema", str(path), *arguments])

    return run
