"""Open pages in Chromium that are of another origin than the endpoint."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page, sync_playwright

from tests.server.test_browser import CHROMIUM, FLAGS


@contextmanager
def browsing() -> Iterator[Page]:
    """Yield an empty page, whose origin is nobody's."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        try:
            yield browser.new_page()
        finally:
            browser.close()
