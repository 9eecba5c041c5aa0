"""What a summary says about money: one leak, the part that the lab stops, and what is left."""

import pytest

from lablib import summary
from lablib.teaching.course import account, labs

NUMBERS = [lab.number for lab in labs()]


def usd(amount):
    return f"{amount:,.0f} dollars a month"


@pytest.mark.parametrize("number", NUMBERS)
def test_every_lab_speaks_of_the_same_leak_and_of_what_is_left_of_it(number):
    said = summary(number).paragraphs
    assert f"The leak, as finance counted it: {usd(account().total_usd)} (amounts are rounded)." in said
    assert f"Still leaking: {usd(account().left_after_usd(number))}." in said


@pytest.mark.parametrize("number", ["00", "01"])
def test_a_lab_that_stops_nothing_says_so(number):
    assert "This lab explains and stops none of it yet: 0 dollars a month." in summary(number).paragraphs


def test_a_lab_says_what_it_explains_and_which_lab_stops_it():
    twice = account().parts["stored-twice"]
    explains = f"This lab explains {usd(twice.leaking_usd)} of it, which lab 08 stops: {twice.what}."
    stops = f"This lab stops {usd(twice.leaking_usd)} of it, which lab 03 explained: {twice.what}."
    assert explains in summary("03").paragraphs
    assert stops in summary("08").paragraphs


def test_a_lab_after_the_last_part_says_what_it_adds():
    (lab,) = (lab for lab in labs() if lab.number == "10")
    said = summary("10").paragraphs
    assert f"Lab 08 stopped the last of it. What this lab adds: you can {lab.facts.able}." in said
    assert "Still leaking: 0 dollars a month." in said


def test_only_the_lab_that_stops_the_last_part_shows_the_whole_account_and_its_rows_add_up():
    assert [number for number in NUMBERS if summary(number).code] == [account().closed_by] == ["08"]
    _, *rows, total, left = summary(account().closed_by).code.splitlines()
    amounts = [float(row.rsplit(maxsplit=1)[1].replace(",", "")) for row in (*rows, total, left)]
    assert sum(amounts[:-2]) == pytest.approx(amounts[-2])
    assert amounts[-1] == 0
