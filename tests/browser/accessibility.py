"""What axe-core finds in a page: the rules of WCAG that a program can check."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OUTPUTS = ".jp-OutputArea-output"
PROSE = ".jp-RenderedMarkdown"
AXE = Axe()

# nbconvert's page draws a link by color alone; JupyterLab's and ours don't come into it.
LINKS_OF_THE_PAGE = "link-in-text-block"


def violations(page: Page, *parts: str) -> list[str]:
    """A line per rule that is broken in these parts of the page: the rule, how often, the first element."""
    found = AXE.run(page, context={"include": [[part] for part in parts]}).response["violations"]
    return [
        f"{each['id']}, {len(each['nodes'])} times, first in {each['nodes'][0]['html'][:200]}"
        for each in found
        if each["id"] != LINKS_OF_THE_PAGE
    ]
