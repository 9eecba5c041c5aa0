"""A player on a page from disk: its numbers, what it draws, what its keys let through."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page

from lablib.pictures.player.embed import player_html

BACKGROUNDS = {"light": "#ffffff", "dark": "#111111"}
PIXEL = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
PLAYER = "document.querySelector('[data-lablib-player]').firstElementChild.player"
PAINTED = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
PAGE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A run</title>
<body style="margin: 0; background: {background}"><main>{outputs}</main></body></html>"""
OF_NBCONVERT = """<div class="output_area" id="picture"><img alt="" src="{pixel}"></div>
<div class="output_area" id="output">{player}</div>"""
OF_MYST_NB = """<div class="cell_output"><img alt="" id="picture" src="{pixel}">
<div class="output">{player}</div></div>"""


class PlayerPage:
    """The player of one document, behind the output with its picture."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self._file = page, folder / "page.html"
        self.asked: list[str] = []
        self.errors: list[str] = []
        page.on("request", lambda request: self.asked.append(request.url))
        page.on("pageerror", lambda error: self.errors.append(str(error)))

    def open(
        self, document: dict[str, Any], width: int = 900, theme: str = "light", outputs: str = OF_NBCONVERT
    ) -> None:
        """Show it, and wait until it lives."""
        run = json.dumps(document, separators=(",", ":"))
        player = player_html(run, document["title"], document["ledger"])
        shown = outputs.format(pixel=PIXEL, player=player)
        filled = PAGE.format(background=BACKGROUNDS[theme], outputs=shown)
        self._file.write_text(filled, "utf-8")
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.goto(self._file.as_uri())
        self.page.wait_for_function(f"{PLAYER}?.width > 0")

    def ask(self, expression: str, argument: Any = None) -> Any:
        """What JavaScript says of `player`."""
        return self.page.evaluate(
            f"argument => {{ const player = {PLAYER}; return {expression}; }}", argument
        )

    def seek(self, ms: float) -> None:
        """Go to a moment of the run, and wait until it is drawn."""
        self.ask("player.seek(argument)", ms)
        self.painted()

    def painted(self) -> None:
        """Wait for two frames."""
        self.page.evaluate(PAINTED)

    def button(self, name: str) -> Locator:
        """One of its buttons."""
        return self.page.get_by_role("button", name=name, exact=True)

    @property
    def ledger(self) -> dict[str, str]:
        """The numbers below the picture, by their words."""
        rows = self.page.locator("dl div").all()
        return {row.locator("dt").inner_text(): row.locator("dd").inner_text() for row in rows}

    def hint_at(self, x: float, y: float) -> str:
        """What it says of a point of its picture."""
        self.page.locator("canvas.picture").hover(position={"x": x, "y": y})
        return self.page.locator(".tip").inner_text()
