"""Make the screenshots of docs/pages.md: ``make screenshots`` while a server runs.

They show the shipped registries at an address that is given; each is WebP, and small.
"""

import base64
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

FOLDER = Path(__file__).parent.parent / "docs" / "screenshots"
MOST_BYTES = 150_000

_DATASET = (
    "/doc.html?iri=https://metadata.vlaanderen.be/srv/resources/datasets/"
    "c96bf4c0-5669-4f52-81c7-34bfa8a6ba20"
)
_ORGANISATION = "/doc.html?iri=https://data.vlaanderen.be/id/organisatie/OVO002949"
SCREENSHOTS = (
    ("home", "/", 1280, 1500, "light"),
    ("dataset", _DATASET, 1280, 1500, "light"),
    ("organisation", _ORGANISATION, 1280, 1100, "dark"),
    ("role", "/doc/rol/datasteward.html", 390, 1500, "light"),
    ("nothing-here", "/id/rol/datastewart", 1280, 900, "light"),
)
"""Name, path, width, height and colours of each."""


def take(browser: Browser, address: str, name: str, path: str, size: tuple[int, int, str]) -> int:
    """Write one screenshot; return how many bytes it has."""
    width, height, scheme = size
    context = browser.new_context(
        viewport={"width": width, "height": height},
        color_scheme="dark" if scheme == "dark" else "light",
        extra_http_headers={"Accept-Language": "nl"},
    )
    page = context.new_page()
    page.goto(address + path)
    asked = {"format": "webp", "quality": 78}
    shot = context.new_cdp_session(page).send("Page.captureScreenshot", asked)
    content = base64.b64decode(shot["data"])
    (FOLDER / f"{name}.webp").write_bytes(content)
    context.close()
    return len(content)


def main(address: str) -> int:
    """Write all screenshots; return 1 if one is too large."""
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        sizes = {
            name: take(browser, address, name, path, (width, height, scheme))
            for name, path, width, height, scheme in SCREENSHOTS
        }
        browser.close()
    for name, size in sizes.items():
        sys.stdout.write(f"{name}: {size} bytes\n")
    return int(any(size > MOST_BYTES for size in sizes.values()))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000"))
