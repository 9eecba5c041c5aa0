"""The mapping widget in a page: turn it by keyboard, and measure how long the new picture takes."""

from __future__ import annotations

from lab_page import LabPage
from playwright.sync_api import Locator, expect

GIVE_UP_MS = 20_000
# From the key to the frame in which the new picture stands. The content is replaced as a whole.
WATCH = """([box, giveUpMs]) => {
    let pressedMs = null;
    addEventListener('keydown', () => { pressedMs = performance.now(); }, {once: true, capture: true});
    window.drawnMs = new Promise((done, failed) => {
        new MutationObserver((_, watch) => {
            watch.disconnect();
            requestAnimationFrame(() => done(performance.now() - pressedMs));
        }).observe(box, {childList: true, subtree: true});
        setTimeout(() => failed(new Error('no new picture')), giveUpMs);
    });
}"""


class WidgetPage:
    """The widget below a cell of a notebook that is open."""

    def __init__(self, lab: LabPage, cell: str) -> None:
        self._page = lab.page
        below = lab.run(cell)
        self._output = lab.page.locator(".widget-hbox:has(.widget-html-content)")
        self._content = self._output.locator(".widget-html-content")
        self.picture: Locator = self._content.locator("svg")
        expect(self.picture).to_be_visible()
        expect(below.locator("img")).to_have_count(
            1
        )  # the figure for pages without a kernel: the cell's last
        lab.wait_until_idle()

    @property
    def title(self) -> str:
        """What the picture says of itself."""
        return self.picture.locator("title").text_content() or ""

    def press(self, label: str, key: str) -> float:
        """Press a key on a slider; returns the milliseconds until the new picture was drawn."""
        self._output.locator(".widget-inline-hbox", has_text=label).locator(".noUi-handle").focus()
        return self._time(key)

    def switch(self, label: str) -> float:
        """Press the space bar on a check box; returns the same."""
        self._output.get_by_label(label).focus()
        return self._time("Space")

    def push(self, name: str) -> float:
        """Press Enter on a button; returns the same."""
        self._output.get_by_role("button", name=name).focus()
        return self._time("Enter")

    def _time(self, key: str) -> float:
        self._page.evaluate(WATCH, [self._content.element_handle(), GIVE_UP_MS])
        self._page.keyboard.press(key)
        return self._page.evaluate("drawnMs")
