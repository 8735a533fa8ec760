import re

from loaders.settings import SETTINGS
from tests.running import CHECKOUT

TEXT = (CHECKOUT / "docs" / "survival.md").read_text(encoding="utf-8")


def test_the_settings_of_what_is_kept_are_those_of_the_program():
    rows = re.findall(r"^\| `(BEGRIP_\w+)` \| (\S+) \| (.+) \|$", TEXT, re.MULTILINE)

    known = [(item.variable, item.default, item.meaning) for item in SETTINGS]
    assert rows == [item for item in known if item[0].startswith("BEGRIP_KEEP")]
