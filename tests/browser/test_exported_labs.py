"""Each solution as a page of its own, as nbconvert exports it: axe-core finds nothing, light or dark.

In make test it is one lab in the dark theme; in make nightly all in both.
"""

from __future__ import annotations

import pytest
from accessibility import OUTPUTS, PROSE, violations
from nbconvert import HTMLExporter
from nbformat.v4 import new_code_cell as cell
from nbformat.v4 import new_notebook, new_output

from lablib.teaching.course import labs, repo_root

THEMES = ("light", "dark")
IN_MAKE_TEST = ("00", "dark")
AT_900_PX = {"width": 900, "height": 900}
NAMES = [lab.name for lab in labs()]


def exported(browser, tmp_path, theme, convert, notebook):
    """The open page of an exported notebook; what it would load from elsewhere is left out."""
    page_text, _ = convert(HTMLExporter(theme=theme), notebook)
    path = tmp_path / f"{theme}.html"
    path.write_text(page_text, "utf-8")
    page = browser.new_page(color_scheme=theme, viewport=AT_900_PX)
    page.route("http*://**", lambda route: route.abort())
    page.goto(path.as_uri())
    return page


@pytest.mark.parametrize(
    ("name", "theme"),
    [
        pytest.param(name, theme, marks=[] if (name[:2], theme) == IN_MAKE_TEST else pytest.mark.nightly)
        for name in NAMES
        for theme in THEMES
    ],
)
def test_axe_core_finds_nothing_in_an_exported_solution(browser, tmp_path, name, theme):
    solution = str(repo_root() / "solutions" / f"{name}.ipynb")
    with exported(browser, tmp_path, theme, HTMLExporter.from_filename, solution) as page:
        assert page.locator(OUTPUTS).count() > 0
        assert violations(page, OUTPUTS, PROSE) == []


def test_axe_core_sees_a_button_without_a_name(browser, tmp_path):
    button = new_output("display_data", {"text/html": "<button></button>"})
    notebook = new_notebook(cells=[cell("", outputs=[button])])
    with exported(browser, tmp_path, "light", HTMLExporter.from_notebook_node, notebook) as page:
        assert [line.partition(",")[0] for line in violations(page, OUTPUTS)] == ["button-name"]
