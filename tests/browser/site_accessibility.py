"""What axe-core finds in a page of the site. One rule takes most of its time: contrast."""

from __future__ import annotations

from typing import Any

from accessibility import AXE
from playwright.sync_api import Page

COLORS = ("color-contrast", "link-in-text-block")
"""The rules that may find something else in the dark."""
OF_EACH = 3
"""Elements with the same colors that are looked at: the first may be scrolled out of its box."""
MARKED = "data-of-each"
MARK = """([mark, ofEach]) => {
  const behind = new Map(), count = new Map();
  for (const one of document.querySelectorAll("*")) {
    one.removeAttribute(mark);
    const style = getComputedStyle(one), under = behind.get(one.parentElement) ?? "";
    const own = [style.backgroundColor, style.backgroundImage, style.opacity, style.filter].join();
    behind.set(one, own === "rgba(0, 0, 0, 0),none,1,none" ? under : under + own);
    const box = one.getBoundingClientRect();
    const isPainted = one.checkVisibility({ visibilityProperty: true }) && box.width && box.height;
    const hasText = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    if (!isPainted || box.right <= 0 || !hasText) continue;
    const text = [style.color, style.fontSize, style.fontWeight, style.textShadow, style.webkitTextStroke];
    const key = behind.get(one) + text.join();
    count.set(key, (count.get(key) ?? 0) + 1);
    if (count.get(key) <= ofEach) one.setAttribute(mark, "");
  }
}"""
ONLY_MARKED = "mark => axe.configure({ rules: [{ id: 'color-contrast', selector: `[${mark}]` }] })"


def violations(page: Page, *rules: str) -> list[dict[str, Any]]:
    """Of these rules or of all, what the page breaks; contrast for three elements of the same colors."""
    page.evaluate(AXE.axe_script)
    page.evaluate(MARK, [MARKED, OF_EACH])
    page.evaluate(ONLY_MARKED, MARKED)
    options = {"resultTypes": ["violations"]} | ({"runOnly": list(rules)} if rules else {})
    return page.evaluate("options => axe.run(options).then(found => found.violations)", options)
