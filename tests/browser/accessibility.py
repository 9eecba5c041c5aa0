"""What axe-core finds in a page: the rules of WCAG that a program can check."""

from __future__ import annotations

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

OUTPUTS = ".jp-OutputArea-output"
PROSE = ".jp-RenderedMarkdown"
AXE = Axe()

# nbconvert's page draws a link by color alone, and colors code in prose: that is its style, not ours.
LINKS_OF_THE_PAGE = "link-in-text-block"
CODE_IN_PROSE = f"{PROSE} .highlight"


def violations(page: Page, *parts: str) -> list[str]:
    """A line per rule that is broken in these parts of the page: the rule, how often, the first element."""
    looked_at = {"include": [[part] for part in parts], "exclude": [[CODE_IN_PROSE]]}
    found = AXE.run(page, context=looked_at).response["violations"]
    return [
        f"{each['id']}, {len(each['nodes'])} times, first in {each['nodes'][0]['html'][:200]}"
        for each in found
        if each["id"] != LINKS_OF_THE_PAGE
    ]
