"""Recall, quiz and predictions: one place in the source, prose and a cell in both notebooks."""

import pytest

from lablib.teaching.notebooks import LessonError
from lablib.teaching.notebooks.lesson import read_lesson
from lablib.teaching.notebooks.placeholders import fill

PLACES = """
# %% name="recall" questions="recall"

# %% name="guess" prediction="lost"

# %% name="guess-order" prediction="turn"
"""
QUESTIONS = """
[[recall]]
ask = "What decides?"
options = { a = "the key", b = "the size" }
right = "a"
why = { a = "Its MD5.", b = "Never." }

[[recall]]
ask = "How many?"
options = { a = "one", b = "two" }
right = "b"
why = { a = "More.", b = "Two." }

[predict.lost]
ask = "How many are lost?"
kind = "number"
example = [1500]
says = { other = "See above." }

[predict.turn]
ask = "In which order?"
kind = "order"
options = { a = "put", b = "read" }
example = ["b", "a"]
says = { other = "See above." }
"""


@pytest.fixture
def asking(course):
    """The tiny lab, which asks."""
    course.edit('# %% name="count"', PLACES + '\n# %% name="count"')
    course.write("questions.toml", QUESTIONS)
    return course


def cells(course, part):
    return {cell.id: cell.source for cell in fill(read_lesson(course.folder), course.folder, part).cells}


def test_a_lab_leaves_every_answer_open_and_a_solution_gives_it(asking):
    lab, solution = cells(asking, "starter"), cells(asking, "solution")
    assert [(lab[name], solution[name]) for name in ("recall", "guess", "guess-order")] == [
        ('recall("02", ..., ...)', 'recall("02", "a", "b")'),
        ('predict("02.lost", ...)', 'predict("02.lost", 1_500)'),
        ('predict("02.turn", ...)', 'predict("02.turn", "b", "a")'),
    ]


def test_the_question_stands_as_prose_above_its_cell(asking):
    lab = cells(asking, "starter")
    assert list(lab)[3:9] == [
        "recall-text",
        "recall",
        "guess-text",
        "guess",
        "guess-order-text",
        "guess-order",
    ]
    assert lab["recall-text"] == (
        "**1.** What decides?\n\n* **a** the key\n* **b** the size\n\n"
        "**2.** How many?\n\n* **a** one\n* **b** two\n\n"
        "Replace each `...` with your letter in quotes, then run the cell. It isn't graded."
    )
    assert lab["guess-order-text"].startswith(
        "In which order?\n\n* **a** put\n* **b** read\n\nReplace `...` with the letters"
    )


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('prediction="lost"', 'prediction="gone"', "guess: questions.toml has no prediction 'gone'"),
        ('questions="recall"', 'questions="exam"', "recall: questions.toml has no questions 'exam'"),
        (
            '# %% name="guess" prediction="lost"\n',
            "",
            'no cell of lesson.py has prediction="lost": give it a place',
        ),
        (
            '# %% name="recall" questions="recall"\n',
            "",
            'no cell of lesson.py has questions="recall": give it a place',
        ),
    ],
)
def test_a_place_and_its_question_must_meet(asking, old, new, problem):
    lesson = (asking.folder / "lesson.py").read_text()
    assert old in lesson
    asking.write("lesson.py", lesson.replace(old, new))
    with pytest.raises(LessonError, match=r"02_small") as caught:
        fill(read_lesson(asking.folder), asking.folder, "starter")
    assert problem in str(caught.value)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ('right = "a"', 'right = "c"', "right is 'c', which isn't an option: give one of a, b"),
        (
            'why = { a = "Its MD5.", b = "Never." }',
            'why = { a = "x" }',
            "give one explanation for each of a, b",
        ),
        (
            '{ a = "the key", b = "the size" }',
            '{ b = "x", a = "y" }',
            "options are b, a; they are named a, b",
        ),
        ('kind = "number"', 'kind = "guess"', "Invalid enum value 'guess' - at `$.predict[...].kind`"),
        ('kind = "number"', 'kind = "choice"', "give a choice and an order options, and a number none"),
        (
            'example = ["b", "a"]',
            'example = ["b"]',
            "example is ['b']: give one value, and every letter for an order",
        ),
        ('ask = "How many?"\n', "", "missing required field `ask` - at `$.recall[1]`"),
        ("[predict.lost]", "[predict.lost", "docs/writing-a-lab.md has the form"),
    ],
)
def test_a_fault_of_the_toml_is_told_with_its_place(asking, old, new, problem):
    assert old in QUESTIONS
    asking.write("questions.toml", QUESTIONS.replace(old, new))
    with pytest.raises(LessonError) as caught:
        fill(read_lesson(asking.folder), asking.folder, "starter")
    assert "  - questions.toml: " in str(caught.value)
    assert problem in str(caught.value)


def test_the_place_of_a_question_is_no_prose_and_holds_no_code(course):
    course.edit(
        "mend(seed)\n",
        'mend(seed)\n\n# %% [markdown] prediction="lost"\n\n# %% name="q" questions="quiz"\n1\n',
    )
    with pytest.raises(LessonError) as caught:
        read_lesson(course.folder)
    assert [problem.partition(": ")[2] for problem in caught.value.problems] == [
        "the place of prediction is filled with code: remove [markdown]",
        "its code comes from what questions= names: leave the cell empty",
    ]
