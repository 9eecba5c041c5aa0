"""Every exhibit loses or duplicates something, in about ten lines, and the lesson links its thread.

Make test plays every third, and lab 10 shows them all.
"""

import inspect
import re

import pytest
from one_in import one_in

from lablib import World
from lablib.scenarios.elsewhere.museum import EXHIBITS
from lablib.teaching.course import labs


@pytest.mark.slow
@pytest.mark.parametrize("exhibit", one_in(3, EXHIBITS), ids=lambda exhibit: exhibit.code.__name__)
def test_an_exhibit_loses_or_duplicates_something(exhibit):
    with World(seed=7) as world:
        said = exhibit.run(world)
    many = re.search(r"(\d+) (?:of (?:\d|,)+ (?:records|items|jobs)|of them|duplicates|events again)", said)
    assert int(many[1]) > 0, said


@pytest.mark.parametrize("exhibit", EXHIBITS, ids=lambda exhibit: exhibit.code.__name__)
def test_an_exhibit_is_about_ten_lines(exhibit):
    assert len(inspect.getsource(exhibit.code).splitlines()) <= 10


def test_the_lesson_has_a_row_with_a_thread_for_each_exhibit():
    (lab,) = (lab for lab in labs() if lab.number == "10")
    rows = re.findall(
        r"^# \| (\d) \| \[.+?\]\(https://github", (lab.folder / "lesson.py").read_text("utf-8"), re.MULTILINE
    )
    assert rows == [str(number) for number in range(1, len(EXHIBITS) + 1)]
