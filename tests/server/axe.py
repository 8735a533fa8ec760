"""What axe finds wrong with an open page, by every rule of WCAG 2.2 AA and good practice."""

from playwright.sync_api import Page

from tests.running import CHECKOUT

AXE = CHECKOUT / "server/editor_app/node_modules/axe-core/axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def complaints(page: Page) -> list[str]:
    """Return each rule that an element of the page breaks, with the element."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate(
        "tags => axe.run(document, {resultTypes: ['violations'], runOnly: tags})", TAGS
    )
    return [
        f"{item['id']}: {node['target']} {node['failureSummary']}"
        for item in found["violations"]
        for node in item["nodes"]
    ]
