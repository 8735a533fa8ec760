"""docs/schema-diff.md shows the table of kinds and the answer that the program gives."""

import re

import pytest

from linkml_schemas.differing.kinds import KINDS
from tests.running import CHECKOUT

PAGE = (CHECKOUT / "docs" / "schema-diff.md").read_text(encoding="utf-8")


def test_the_table_of_kinds_is_that_of_the_program():
    rows = [
        f"| `{name}` | {kind.says['en']} | {kind.verdict} | {kind.publishing} "
        f"| {kind.consuming} | {kind.why['en']} |"
        for name, kind in KINDS.items()
    ]

    assert re.findall(r"^\| `[a-z_]+` \| .*$", PAGE, re.MULTILINE) == rows


@pytest.mark.slow
def test_the_answer_is_what_the_example_gives(copy, tmp_path):
    example, revisions, *_ = re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL)
    answer = re.search(r"```text\n(.*?)```", PAGE, re.DOTALL)
    assert answer

    done = copy.run(example, folder=tmp_path)

    assert done.stdout == answer[1]

    told = copy.run(revisions, folder=tmp_path).stdout
    compared = re.findall(r"^bodies: (?:from|van) (.*) \S+ (?:to|naar) (.*)$", told, re.MULTILINE)
    assert [after for _, after in compared] == ["bodies.yaml (1.3.0)"] * 3, told
    assert [re.sub(r" [0-9a-f]{10}", "", before) for before, _ in compared] == [
        "HEAD", "HEAD", "HEAD:bodies.yaml",
    ]  # fmt: skip
