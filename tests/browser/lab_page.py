"""A notebook in JupyterLab, as a learner uses it: run it, type into a cell, read what stands below a cell."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Locator, Page, expect

WITHIN_MS = 120_000  # for each step; on an idle machine a second or two
WINDOW = {"width": 1280, "height": 900}
THEMES = {"light": "JupyterLab Light", "dark": "JupyterLab Dark"}

# `jupyterapp` is there because the server was started with expose_app_in_browser.
KERNEL_IS_IDLE = "jupyterapp.shell.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
CODE_CELLS = (
    "jupyterapp.shell.currentWidget.content.widgets"
    ".filter(cell => cell.model.type === 'code' && cell.model.sharedModel.source.trim())"
)
ERRORS = (
    f"{CODE_CELLS}.flatMap(cell => cell.model.outputs.toJSON())"
    ".filter(output => output.output_type === 'error').map(output => output.ename + ': ' + output.evalue)"
)
ALL_RAN = f"{CODE_CELLS}.every(cell => cell.model.executionCount)"
GO_TO = """async words => {
    const notebook = jupyterapp.shell.currentWidget.content;
    const place = notebook.widgets.findIndex(
        cell => cell.model.type === 'code' && cell.model.sharedModel.source.includes(words));
    if (place < 0) throw new Error('no cell of code has ' + words);
    await notebook.scrollToItem(place, 'start');
    notebook.activeCellIndex = place;
}"""
ACTIVE_SOURCE = "jupyterapp.shell.currentWidget.content.activeCell.model.sharedModel.source"

DRAWN = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
SCROLLED = "const scrolled = jupyterapp.shell.currentWidget.content.outerNode"
TO_THE_TOP = f"async () => {{ {SCROLLED}; scrolled.scrollTop = 0; await {DRAWN}; }}"
ON_BY_A_WINDOW = f"""async () => {{
    {SCROLLED};
    scrolled.scrollTop += scrolled.clientHeight;
    await {DRAWN};
    return scrolled.scrollTop + scrolled.clientHeight < scrolled.scrollHeight - 1;
}}"""


class LabPage:
    """One notebook at a time; a cell is named by words of its code."""

    def __init__(
        self, page: Page, url: str, token: str, pictures: Path | None, view: str = "lab/tree"
    ) -> None:
        self.page, self._url, self._token, self._pictures, self._view = page, url, token, pictures, view
        page.set_viewport_size(WINDOW)
        page.set_default_timeout(WITHIN_MS)
        expect.set_options(timeout=WITHIN_MS)

    def open(self, notebook: str) -> None:
        """Show a notebook and wait for its kernel."""
        self.page.goto(f"{self._url}{self._view}/{notebook}?token={self._token}&reset")
        self.page.wait_for_selector(".jp-NotebookPanel .jp-Cell")
        self.page.wait_for_function(KERNEL_IS_IDLE)

    def run_all(self) -> list[str]:
        """Run every cell, or up to the first error; return the errors."""
        self.page.evaluate("() => { jupyterapp.commands.execute('notebook:run-all-cells'); }")
        self.page.wait_for_function(f"{KERNEL_IS_IDLE} && ({ALL_RAN} || {ERRORS}.length > 0)")
        return self.page.evaluate(ERRORS)

    def wait_until_idle(self) -> None:
        """Until the kernel has nothing to do."""
        self.page.wait_for_function(KERNEL_IS_IDLE)

    def type(self, cell: str, code: str) -> None:
        """Replace the code of a cell by keyboard, and run it."""
        active = self._go_to(cell)
        active.locator(".cm-content").click()
        self.page.keyboard.press("Control+A")
        self.page.keyboard.insert_text(code)
        assert self.page.evaluate(ACTIVE_SOURCE) == code
        self.page.keyboard.press("Control+Enter")

    def run(self, cell: str) -> Locator:
        """Run a cell; return what will stand below it."""
        active = self._go_to(cell)
        active.locator(".cm-content").click()
        self.page.keyboard.press("Control+Enter")
        return active.locator(".jp-OutputArea")

    def save(self) -> None:
        """Write the notebook to its file."""
        self.page.evaluate("jupyterapp.commands.execute('docmanager:save')")

    def photograph(self, name: str, whole: bool = False) -> None:
        """Keep the window, or the whole notebook window by window, in both themes, if pictures are wanted."""
        if self._pictures is None:
            return
        self._pictures.mkdir(parents=True, exist_ok=True)
        for theme, title in THEMES.items():
            self.page.evaluate(
                "theme => jupyterapp.commands.execute('apputils:change-theme', {theme})", title
            )
            self.page.wait_for_selector(f"body[data-jp-theme-name='{title}']", state="attached")
            self.page.wait_for_selector("#jupyterlab-splash", state="detached")
            more, page = whole, 1
            self.page.evaluate(TO_THE_TOP if whole else DRAWN)
            self.page.screenshot(path=self._pictures / f"{name}-{theme}.png")
            while more:
                more, page = self.page.evaluate(ON_BY_A_WINDOW), page + 1
                self.page.screenshot(path=self._pictures / f"{name}-{theme}-{page}.png")

    def _go_to(self, words: str) -> Locator:
        self.page.evaluate(GO_TO, words)
        return self.page.locator(".jp-Notebook .jp-CodeCell.jp-mod-active")
