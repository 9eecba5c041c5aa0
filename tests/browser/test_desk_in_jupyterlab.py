"""The desk of game day in a real browser: a game played by keyboard, from the pager to the score."""

from __future__ import annotations

import nbformat
import pytest
from accessibility import OUTPUTS, violations
from playwright.sync_api import expect

from lablib.teaching.notebooks.normalise import METADATA

NARROW = {"width": 900, "height": 900}
MOST_HIGH = 600
FORMS_HEIGHT = """() => [...document.querySelectorAll('button')]
    .find(button => button.textContent === 'End the game')
    .parentElement.parentElement.getBoundingClientRect().height"""
NOTHING_IS_CUT = """() => [...document.querySelectorAll('.widget-html pre, .widget-html table')]
    .every(each => each.scrollWidth <= each.parentElement.clientWidth)"""
WIDTHS_PX = (900, 1280, 1600)
FORMS = {"metric": "statistic", "update mapping": "BatchSize", "replay spool": "until"}
"""By its button, a field of the form."""
SCROLLS_SIDEWAYS = """() => [...document.querySelectorAll('.widget-vbox, .widget-hbox, .lablib-field')]
    .filter(each => each.offsetParent && each.scrollWidth > each.clientWidth + 1)
    .map(each => each.innerText)"""
IS_SHADED_AT_ITS_EDGE = """() => [...document.querySelectorAll('.widget-gridbox')]
    .every(each => each.scrollHeight > each.clientHeight
        && getComputedStyle(each).backgroundAttachment === 'local, local, scroll, scroll')"""
CELLS = (
    "from lablib.teaching.game_day.first_night import first_night\ngame = first_night(7)\nprint(game.pager)",
    "from lablib.pictures.game_day import desk\ndesk(game)",
    "print('done', [act.name for act in game.done], 'looked', [look.source for look in game.evidence])",
)


def press(output, name):
    """Press Enter on a button."""
    output.get_by_role("button", name=name, exact=True).first.press("Enter")


def no_form_scrolls_sideways(lab_page, desk):
    """Open them in windows of several widths."""
    for width in WIDTHS_PX:
        lab_page.page.set_viewport_size({"width": width, "height": NARROW["height"]})
        for form, field in FORMS.items():
            press(desk, form)
            expect(desk.get_by_text(field, exact=True)).to_be_visible()
            assert lab_page.page.evaluate(SCROLLS_SIDEWAYS) == []
            lab_page.photograph(f"desk-{form.replace(' ', '-')}-{width}")
    lab_page.page.set_viewport_size(NARROW)


def a_refusal_is_in_sight_below_a_long_form(lab_page, desk):
    """Press the button of an act that was given nothing."""
    press(desk, "update mapping")
    for width in WIDTHS_PX:
        lab_page.page.set_viewport_size({"width": width, "height": NARROW["height"]})
        press(desk, "Act: update mapping, 2 min")
        for text in ("'update mapping' changes nothing", "no minute of the night has passed"):
            expect(desk.get_by_text(text)).to_be_in_viewport()
        expect(desk.get_by_role("button", name="Act: update mapping, 2 min")).to_be_in_viewport()
    lab_page.photograph("desk-act-refused")
    lab_page.page.set_viewport_size(NARROW)


@pytest.mark.nightly
def test_a_game_is_played_at_the_desk_by_keyboard(lab_page, clone):
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    notebook = nbformat.v4.new_notebook(cells=cells, metadata=METADATA)
    nbformat.write(notebook, clone.root / "work" / "desk.ipynb")
    lab_page.open("desk.ipynb")
    lab_page.page.set_viewport_size(NARROW)
    expect(lab_page.run("first_night(7)")).to_contain_text("PAGE usage-billing")
    desk = lab_page.run("desk(game)")
    expect(desk).to_contain_text("minutes outside the objective")
    press(desk, "alarms")
    expect(desk).to_contain_text("function fails        OK")
    press(desk, "metric")
    press(desk, "Look at metric, 1 min")
    expect(desk).to_contain_text("'metric' needs a value for 'name'")
    expect(desk).to_contain_text("no minute of the night has passed")
    lab_page.photograph("desk-refused")
    press(desk, "logs")
    press(desk, "Look at logs, 2 min")
    expect(desk).to_contain_text("was not booked")
    assert lab_page.page.evaluate(NOTHING_IS_CUT)
    lab_page.photograph("desk-looked")
    no_form_scrolls_sideways(lab_page, desk)
    a_refusal_is_in_sight_below_a_long_form(lab_page, desk)
    press(desk, "deploy")
    lab_page.photograph("desk-act")
    press(desk, "Act: deploy, 5 min")
    expect(desk).to_contain_text("book-usage v41")
    assert violations(lab_page.page, OUTPUTS) == []
    press(desk, "Conclude")
    desk.get_by_label("errors-swallowed").press("Space")
    desk.get_by_label("look 2, logs").press("Space")
    assert lab_page.page.evaluate(FORMS_HEIGHT) <= MOST_HIGH
    assert lab_page.page.evaluate(IS_SHADED_AT_ITS_EDGE)
    lab_page.photograph("desk-conclude")
    assert violations(lab_page.page, OUTPUTS) == []
    press(desk, "End the game")
    expect(desk).to_contain_text("of 100 points")
    expect(desk).to_contain_text("errors-swallowed, which is right")
    expect(desk.get_by_text("of 100 points")).to_be_in_viewport()
    assert lab_page.page.evaluate(NOTHING_IS_CUT)
    press(desk, "What now?")
    expect(desk).to_contain_text("This game is kept in ")
    assert violations(lab_page.page, OUTPUTS) == []
    lab_page.photograph("desk-score")
    expect(lab_page.run("print('done'")).to_contain_text("done ['deploy'] looked ['alarms', 'logs']")
