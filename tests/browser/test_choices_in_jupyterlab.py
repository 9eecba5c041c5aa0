"""A quiz in JupyterLab: a choice is clicked, the card above it changes, and the answer is on record."""

from __future__ import annotations

import nbformat
from playwright.sync_api import expect

from lablib.teaching.checks.recall_and_quiz import questions_of
from lablib.teaching.notebooks.normalise import METADATA

CELLS = (
    'from lablib import recall\nrecall("02", ..., ..., ...)',
    (
        "from lablib.teaching.checks import progress\n"
        "print('kept', progress.load(progress.place()).questions['02.recall'])"
    ),
)


def test_a_choice_is_clicked_and_kept(lab_page, clone):
    cells = [nbformat.v4.new_code_cell(source) for source in CELLS]
    nbformat.write(
        nbformat.v4.new_notebook(cells=cells, metadata=METADATA), clone.root / "work" / "choices.ipynb"
    )
    first, second, _ = questions_of("02", "recall")
    lab_page.open("choices.ipynb")
    shown = lab_page.run("recall(")
    expect(shown).to_contain_text("no answer yet")
    shown.get_by_role("button", name=f"1{first.right}").click()
    expect(shown).to_contain_text(f"✓ {first.right}, right")
    expect(shown).to_contain_text("1 of 3 right")
    wrong = next(letter for letter in second.options if letter != second.right)
    shown.get_by_role("button", name=f"2{wrong}").press("Enter")
    expect(shown).to_contain_text(f"✗ {wrong}, not right")
    lab_page.photograph("choices")
    expect(lab_page.run("print('kept'")).to_contain_text(f"['{first.right}', '{wrong}', None]")
