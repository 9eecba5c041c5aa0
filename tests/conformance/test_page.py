"""docs/conformance.md is the table of the cases as they are."""

from __future__ import annotations

import gc
import re
import subprocess
import sys

import pytest
from known_differences import DIFFERS

from lablib.conformance.catalog import all_cases
from lablib.conformance.endpoints.in_moto import moto
from lablib.conformance.page import page
from lablib.conformance.run import Outcome, Verdict, run
from lablib.conformance.table import MARKS
from lablib.teaching.course import repo_root

PAGE = repo_root() / "docs/conformance.md"
VERDICTS = {mark: verdict for verdict, mark in MARKS.items()}
REMEDY = "write it again: lablib conformance --markdown docs/conformance.md"


def stored_marks():
    """(simulator, moto) of each row of the page."""
    lines = PAGE.read_text("utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if re.match(r"\| .*` \|$", line)]
    return [(cells[-4], cells[-3]) for cells in rows]


def columns(of_moto):
    ours = {
        case.id: Outcome(Verdict.DIFFERENT if case.id in DIFFERS else Verdict.SAME) for case in all_cases()
    }
    return {"simulator": ours, "moto": of_moto}


def test_the_page_has_a_row_for_each_case_as_it_is_now():
    marks = stored_marks()
    assert len(marks) == len(all_cases()), REMEDY
    of_moto = {case.id: Outcome(VERDICTS[mark]) for case, (_, mark) in zip(all_cases(), marks, strict=True)}
    assert PAGE.read_text("utf-8") == page(all_cases(), columns(of_moto)), REMEDY


def forget_what_has_ended():
    """What moto left open is found here, so that no later test is blamed for it.

    Python closes the pipe of a program that nobody waited for when yet another program begins.
    """
    gc.collect()
    for _ in range(2):  # at the first one moto's may not have ended
        subprocess.run([sys.executable, "-c", ""], check=True)


@pytest.mark.nightly
@pytest.mark.filterwarnings(  # moto asks for Docker by os.popen, and doesn't wait for what it has started
    "ignore:subprocess .* is still running:ResourceWarning", "ignore:unclosed file:ResourceWarning"
)
def test_motos_column_is_what_moto_does():
    of_moto = {case.id: run(case, moto) for case in all_cases()}
    forget_what_has_ended()
    stored = {case.id: mark for case, (_, mark) in zip(all_cases(), stored_marks(), strict=True)}
    assert {case_id: MARKS[outcome.verdict] for case_id, outcome in of_moto.items()} == stored, REMEDY
