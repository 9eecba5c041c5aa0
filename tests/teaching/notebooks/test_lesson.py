"""The rules for a lesson's source: each broken once, and told with its place and remedy."""

from __future__ import annotations

import pytest

from lablib.teaching.notebooks import LessonError
from lablib.teaching.notebooks.lesson import code_lines, read_lesson
from lablib.teaching.notebooks.placeholders import fill

LONG_CELL = "\n".join(f"line_{number} = {number}" for number in range(13))
MANY_CELLS = "".join(f'\n# %% name="more-{number}"\nseed\n' for number in range(23))


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('name="count"', "", 'a code cell without a name; write # %% name="what-it-does"'),
        ('name="count"', 'name="Count it"', "a name is made of lower-case letters, digits and hyphens"),
        ('name="use"', 'name="count"', "count: 2 cells have this name; a name is a cell's id"),
        ('name="count"', 'name="count" colour="red"', "unknown setting 'colour'"),
        ('name="count"', 'name="count" tags=["raises-exception"]', "catch the error and print it"),
        ("mend(seed)\n", "mend(seed);\n", "write _ = ... instead"),
        ("mend(seed)\n", "# nothing\n", "use: a code cell without code: remove it"),
        ("mend(seed)\n", LONG_CELL + "\n", "use: 13 lines of code, and 12 is the most: split the cell"),
        ("mend(seed)\n", "mend(seed)\n" + MANY_CELLS, "27 code cells, and 25 is the most"),
        ('exercise="mend"\n', 'exercise="mend"\nmend = None\n', "its code comes from what exercise= names"),
    ],
)
def test_a_broken_rule_is_named_with_its_place_and_remedy(course, old, new, problem):
    course.edit(old, new)
    with pytest.raises(LessonError) as caught:
        read_lesson(course.folder)
    assert len(caught.value.problems) == 1
    assert problem in caught.value.problems[0]
    assert str(caught.value).startswith("02_small: its source breaks the rules of the course")


def test_all_broken_rules_are_told_at_once(course):
    course.write("lesson.py", "# %%\nprint(1);\n\n# %% name='B'\n2\n")
    with pytest.raises(LessonError) as caught:
        read_lesson(course.folder)
    assert len(caught.value.problems) == 3


def test_a_lab_without_a_lesson_says_what_to_do(course):
    (course.folder / "lesson.py").unlink()
    with pytest.raises(LessonError, match="write it, or remove the folder"):
        read_lesson(course.folder)


def test_blank_lines_comments_and_docstrings_are_free():
    assert (
        code_lines('def send():\n    """What it does.\n\n    More.\n    """\n\n    # why\n    return 1\n')
        == 2
    )


def test_a_cells_id_is_its_name_and_prose_is_named_after_the_cell_above(course):
    ids = [cell.id for cell in read_lesson(course.folder).cells]
    assert ids == ["lesson-text-1", "parameters", "count", "count-text-1", "exercise-mend", "use"]


@pytest.mark.parametrize(
    ("name", "text", "problem"),
    [
        ("exercises/mend/starter.py", "def mend(:\n", "exercises/mend/starter.py: line 1 is no Python"),
        ("exercises/mend/starter.py", "# later\n", "a starter is at least a function that returns None"),
        ("exercises/mend/starter.py", LONG_CELL * 3, "and 30 is the most: ask for less in one exercise"),
        ("exercises/other/starter.py", "x = 1\n", 'no cell of lesson.py has exercise="other"'),
    ],
)
def test_a_broken_exercise_is_named_with_its_file(course, name, text, problem):
    course.write(name, text.replace("12line", "12\nline"))
    with pytest.raises(LessonError) as caught:
        fill(read_lesson(course.folder), course.folder, "starter")
    assert problem in str(caught.value)


def test_an_exercise_without_a_solution_is_named(course):
    (course.folder / "exercises/mend/solution.py").unlink()
    with pytest.raises(LessonError, match=r"there is no exercises/mend/solution\.py"):
        fill(read_lesson(course.folder), course.folder, "solution")
