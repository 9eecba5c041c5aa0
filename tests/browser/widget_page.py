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
        self._output = lab.page.locator(".widget-hbox:has(svg)")
        self._content = self._output.locator(".widget-html-content:has(svg)").first
        self.picture: Locator = self._content.locator("svg")
        expect(self.picture).to_be_visible()
        expect(below.locator("img")).to_have_count(0)  # no second picture that no slider moves
        lab.wait_until_idle()

    @property
    def titles(self) -> list[str]:
        """What this picture says of itself, and the pinned one."""
        return self._output.locator("svg > title").all_text_contents()

    def pin(self) -> None:
        """Press Enter on the button that keeps a copy of the picture."""
        self._output.get_by_role("button", name="Pin this run").focus()
        self._page.keyboard.press("Enter")
        expect(self._output.locator("svg")).to_have_count(2)

    @property
    def title(self) -> str:
        """What the picture says of itself."""
        return self._content.locator("svg > title").text_content() or ""

    def said_of(self, label: str) -> str | None:
        """What a screen reader says of where this slider is."""
        return self._output.get_by_role("slider", name=label).get_attribute("aria-valuetext")

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

    def lefts(self, selector: str) -> set[int]:
        """Where the controls of a kind begin, in pixels from the left."""
        return {round(each.bounding_box()["x"]) for each in self._output.locator(selector).all()}

    def least_letters_px(self) -> float:
        """How high the smallest letters of the picture are on the page."""
        return self.picture.evaluate(
            "svg => Math.min(...[...svg.querySelectorAll('text')].map(each => "
            "parseFloat(getComputedStyle(each).fontSize))) * svg.getScreenCTM().a"
        )

    def scrolled_by(self, key: str) -> float:
        """Press a key on the picture; returns how far its box has scrolled then."""
        self.picture.focus()
        self._page.keyboard.press(key)
        scrolls = self._output.locator(".widget-html:has(svg)").first.element_handle()
        self._page.wait_for_function("box => box.scrollLeft > 0", arg=scrolls)
        return scrolls.evaluate("box => box.scrollLeft")

    def _time(self, key: str) -> float:
        self._page.evaluate(WATCH, [self._content.element_handle(), GIVE_UP_MS])
        self._page.keyboard.press(key)
        return self._page.evaluate("drawnMs")
