"""The month's account: each amount is what its run says today, and each remedy stops the leak."""

import re
from itertools import pairwise

import pytest

from lablib.scenarios.account import RUNS
from lablib.teaching.course import account, labs

CENT = 0.005


QUICK = {"retry-storm"}
"""The run that takes a third of a second."""


@pytest.mark.parametrize(
    "id_", [id_ if id_ in QUICK else pytest.param(id_, marks=pytest.mark.nightly) for id_ in RUNS]
)
def test_an_amount_of_the_account_is_what_its_run_costs(id_):
    part = account().parts[id_]
    assert RUNS[id_].leaking() == pytest.approx(part.once_usd, abs=part_of_a_cent(part))
    assert RUNS[id_].repaired() == pytest.approx(part.repaired_usd, abs=part_of_a_cent(part))


def part_of_a_cent(part):
    """So exact that the month is right to the cent."""
    return CENT / part.times


def test_each_part_has_its_runs():
    assert account().parts.keys() == RUNS.keys()


def test_a_part_is_stopped_by_the_lab_that_explains_it_or_by_a_later_one():
    numbers = [lab.number for lab in labs()]
    for part in account().parts.values():
        assert numbers.index(part.explained_by) <= numbers.index(part.stopped_by)


def test_the_last_lab_leaves_nothing_leaking_and_the_labs_together_stop_all_of_it():
    stopped = [sum(part.leaking_usd for part in account().stopped_by(lab.number)) for lab in labs()]
    assert sum(stopped) == pytest.approx(account().total_usd)
    assert account().left_after_usd(labs()[-1].number) == 0


def test_only_what_aws_is_paid_for_costs_something_when_it_is_repaired():
    assert {id_ for id_, part in account().parts.items() if part.repaired_usd} == {"small-batches"}


def test_labs_00_and_01_stop_nothing_and_every_later_lab_a_part_until_the_account_is_closed():
    stopping = {part.stopped_by for part in account().parts.values()}
    until_closed = {lab.number for lab in labs() if lab.number <= account().closed_by}
    assert stopping == until_closed - {"00", "01"}


def test_lab_00_sets_the_size_of_the_leak():
    (first, *_) = labs()
    lesson = " ".join((first.folder / "lesson.py").read_text("utf-8").replace("\n#", "").split())
    assert f"finance puts the leak at {account().total_usd:,.0f} dollars" in lesson


@pytest.mark.parametrize(("before", "lab"), list(pairwise(lab.number for lab in labs()))[1:])
def test_a_lab_opens_with_what_the_lab_before_it_leaves_leaking(before, lab):
    opening = section(lab, "Where we are")
    assert re.search(rf"(?<![\d,.]){account().left_after_usd(before):,.0f}(?![\d,])", opening)


@pytest.mark.parametrize(
    ("lab", "id_"),
    [("02", "never-resent"), ("03", "stored-twice"), ("07", "expired"), ("08", "stored-twice")],
)
def test_the_amounts_in_a_lesson_are_those_of_the_account(lab, id_):
    assert f"{account().parts[id_].leaking_usd:,.0f}" in lesson(lab)


def test_lab_06_says_what_one_tuesday_costs():
    assert f"costs {account().parts['gap'].once_usd:,.0f} dollars" in lesson("06")


def lesson(number):
    folder = next(lab.folder for lab in labs() if lab.number == number)
    return " ".join((folder / "lesson.py").read_text("utf-8").replace("\n#", "").split())


def section(number, heading):
    return lesson(number).partition(f"## {heading}")[2].partition(" ## ")[0]
