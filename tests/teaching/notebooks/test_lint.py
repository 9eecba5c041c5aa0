"""Each rule for what stands in a lab is broken once in the smallest lab, and told with place and remedy."""

from __future__ import annotations

import pytest
from example_lab import EXERCISE, LAB, LESSON, MESSAGES, METRICS, PUTRECORDS, QUESTIONS, WRONG


def test_the_smallest_lab_keeps_every_rule(example):
    assert example.problems() == []


@pytest.mark.parametrize(
    ("file", "old", "new", "problem"),
    [
        # headings
        (
            LESSON,
            "# # 12 · Calls",
            "# # 13 · Calls",
            "H1: there is '# 13 · Calls of five hundred'; a lab has one",
        ),
        (LESSON, "# # 12 · Calls", "# # 12. Calls", "lab.toml's title: write '# 12 · Calls of five hundred'"),
        (LESSON, "# # 12 · Calls of five hundred", "# Calls.", "H1: there is none"),
        (LESSON, "# ## Prove\n", "# ## Prove\n#\n# # Again\n", "'# Again'; a lab has one, before all other"),
        (
            LESSON,
            "# ## Prove\n",
            "# ## Prove\n#\n# #### Why\n",
            "#### Why: it stands under ## Prove, and a level",
        ),
        (
            LESSON,
            "# ## Prove\n",
            "# ## Prove\n#\n# ## Notes\n",
            "## Notes: no heading of the anatomy, which are",
        ),
        (
            LESSON,
            "# ## Prove\n",
            "# ## Prove\n#\n# ## Prove\n",
            "after Prove comes '## In production': bring",
        ),
        (LESSON, "# ## Where we are\n", "#\n", "after Recall comes '## Where we are': bring"),
        (
            LESSON,
            "# ## Prove\n",
            "#\n",
            "## Prove: the lab has no such section, and every lab has one: write it",
        ),
        # tables
        (
            LESSON,
            "# ## Prove\n",
            "# ## Prove\n#\n# | | calls |\n# |---|---|\n# | one flush | 3 |\n",
            "## Prove: column 1 of the table '| calls' has no heading: say in a word",
        ),
        # calls
        (LESSON, 'check("12.1", calls', 'check("12.1", fleet or calls', 'write check("12.1", calls_needed)'),
        (LESSON, 'compare("12.calls", calls)', "calls", 'write compare("12.calls", <what the run gave>)'),
        (LESSON, 'compare("12.calls", calls)', 'compare("12.calls")', "predict-calls: no cell after it says"),
        (
            LESSON,
            'summary("12")',
            "calls",
            "the last cell: it says what was done and what is next: write summary",
        ),
        (LESSON, 'summary("12")', 'summary("12")\n\n# %% name="more"\ncalls', "the last cell: it says what"),
        (
            LESSON,
            "# ## Prove",
            "# ## Check: again\n#\n# ## Prove",
            "## Check: again: there is no check in it",
        ),
        # minutes
        (LAB, "minutes = 12", "minutes = 5", "lab.toml: minutes = 5, and the lab takes about 8 ("),
        (LAB, "minutes = 12", "minutes = 45", "less than 60% of that: state fewer"),
        (
            LESSON,
            "12 minutes",
            "A dozen minutes",
            "## Objective: it states the minutes of lab.toml, once: write",
        ),
        # sources
        (
            LESSON,
            PUTRECORDS,
            "PutRecords",
            "## Explain: it tells about PutRecords, and it links no page of AWS: link",
        ),
        (LESSON, METRICS, "metrics", "## In production: it tells about PutRecords, and it links no page"),
        (
            LESSON,
            "# One flush",
            "# A shard takes 1,000 a second. One flush",
            "states 1,000 about shard, and the",
        ),
        (
            LESSON,
            "# One flush",
            "# [](https://aws.amazon.com/kinesis) One",
            "has no name: write [what the page is]",
        ),
        (LESSON, "# One flush", "# [That](http://example.com) one", "http://example.com is not encrypted"),
        (LESSON, "# One flush", "# <https://example.com/a> One", "https://example.com/a stands there bare"),
        (LESSON, "# One flush", "# One [1.06, 2.13] flush", "[1.06, 2.13] is a number of our own notes"),
        (
            EXERCISE,
            "gap is money.",
            "gap is money [1.06].",
            "exercise.toml: [1.06] is a number of our own notes",
        ),
        # exercises
        (EXERCISE, '"12.1-calls-needed"', '"12.2-calls-needed"', "call it '12.1-<name in lower case"),
        (
            EXERCISE,
            '"12.1-calls-needed"',
            '"12.1 calls"',
            "exercise.toml: id is '12.1 calls'; ids are made of",
        ),
        (EXERCISE, "rest-needs-no-call", "rest-goes-along", "no misconception 'rest-needs-no-call': add it"),
        (
            WRONG,
            "# one-more",
            "# two-more",
            "no wrong answer meets 'one-more-is-safe': write one into wrong/",
        ),
        (
            WRONG,
            "# one-more-is-safe -> 12.1.too-many\n",
            "",
            "names no misconception: write # misconception ->",
        ),
        (
            WRONG,
            "-> 12.1.too-many",
            "-> 12.1.many",
            "wrong/adds_one.py: there is no message '12.1.many': write",
        ),
        (
            EXERCISE,
            '["12.1.too-few"]',
            '["12.1.few"]',
            "exercise.toml: there is no message '12.1.few': write it",
        ),
        (EXERCISE, '\n[[hints]]\ntext = "divmod', '\n[unused]\ntext = "divmod', "unknown field `unused`"),
        (
            MESSAGES,
            'means = "Nobody can plan with it."\n',
            "",
            "'12.1.no-number' says did, expected, look; a",
        ),
        (
            MESSAGES,
            '"Nobody can plan with it."',
            '" "',
            "a message says expected, did, means, look, a line of a",
        ),
        (
            MESSAGES,
            '["12.1.passed"]',
            '["12.1.done"]',
            "there is no '12.1.passed', what a pass says: write it",
        ),
        (
            MESSAGES,
            '["12.1.passed"]',
            '["12.1.old"]\ntext = "x"\n\n["12.1.passed"]',
            "nobody gets '12.1.old': let",
        ),
        (
            MESSAGES,
            '["12.1.passed"]',
            '["7.1.x"]\ntext = "x"\n\n["12.1.passed"]',
            "'7.1.x' belongs to another",
        ),
        (MESSAGES, '["12.1.passed"]', "[12.1.passed", "messages.toml: "),
        # questions
        (
            QUESTIONS,
            '[[recall]]\nask = "put_records',
            '[[quiz]]\nask = "put_records',
            "2 in recall, and 3 is right",
        ),
        (QUESTIONS, '[[quiz]]\nask = "Nothing', '[[recall]]\nask = "Nothing', "4 in recall, and 3 is right"),
        (
            QUESTIONS,
            '[[quiz]]\nask = "Nothing',
            '[[recall]]\nask = "Nothing',
            "2 in quiz, and 3 is the least",
        ),
        # what cannot be read is told first
        (QUESTIONS, 'right = "b"', 'right = "d"', "questions.toml: right is 'd'"),
        (LESSON, 'name="put"', "", "a code cell without a name; write # %% name="),
    ],
)
def test_a_broken_rule_is_told_once_with_its_place_and_remedy(example, file, old, new, problem):
    example.edit(file, old, new)
    problems = example.problems()
    assert sum(problem in each for each in problems) == 1, problems


def test_all_broken_rules_are_told_at_once(example):
    example.edit(LESSON, METRICS, "metrics")
    example.edit(LAB, "minutes = 12", "minutes = 13")
    example.edit(MESSAGES, 'means = "Nobody can plan with it."\n', "")
    assert len(example.problems()) == 3


@pytest.mark.parametrize(
    ("name", "heading", "line"),
    [
        ("recall", "Recall", '# %% name="recall" questions="recall"\n'),
        ("predict-calls", "Predict", '# %% name="predict-calls" prediction="calls"\n'),
        ("exercise-calls", "Exercise", '# %% name="exercise-calls" exercise="calls_needed"\n'),
        ("check", "Check", '# %% name="check"\ncheck("12.1", calls_needed)\n'),
        ("quiz", "Recap and quiz", '# %% name="quiz" questions="quiz"\n'),
    ],
)
def test_what_a_heading_promises_stands_under_it_and_nowhere_else(example, name, heading, line):
    example.edit(LESSON, line, "")
    example.edit(LESSON, "# ## In production\n", f"# ## In production\n\n{line}\n# %% [markdown]\n# And\n")
    told = [each for each in example.problems() if f"## {heading}" in each]
    assert told[0] == f"{name}: it stands under '## In production': bring it under '## {heading}'"
    assert told[1].startswith(f"## {heading}: there is no ")


def test_a_comparison_counts_after_its_prediction_and_a_check_after_its_exercise(example):
    early = "# %% name='early'\ncalls, calls_needed = 1, 1\n"
    early += 'compare("12.calls", calls)\ncheck("12.1", calls_needed)\n\n# %% [markdown]\n# ## Recall'
    under = "early: it stands under '# the head of the lab': bring it under '## Check'"
    example.edit(LESSON, "# %% [markdown]\n# ## Recall", early)
    assert example.problems() == [under]

    example.edit(LESSON, 'compare("12.calls", calls)\n\n', "calls\n\n")
    example.edit(
        LESSON, '# %% name="check"\ncheck("12.1", calls_needed)', '# %% name="check"\ncheck("12.1", 1)'
    )
    assert [each.partition(": no cell after")[0] for each in example.problems()] == [
        under,
        "exercises/calls_needed",
        "predict-calls",
    ]


@pytest.mark.parametrize(
    ("name", "problem"),
    [
        ("wrong/adds_one.py", "wrong: 2 answers, and 3 is the least: write more"),
        ("accepted/divmod.py", "accepted: 0 answers, and 1 is the least: write more"),
        ("grader.py", "grader.py: there is none: write it (docs/writing-a-lab.md)"),
        ("messages.toml", "messages.toml: there is none: write it (docs/writing-a-lab.md)"),
    ],
)
def test_an_exercise_that_lacks_a_file_is_told_so(example, name, problem):
    (example.folder / "exercises/calls_needed" / name).unlink()
    assert f"exercises/calls_needed/{problem}" in example.problems()


def test_an_exercise_has_three_hints(example):
    third = '[[hints]]\ntext = "divmod(records, 500) gives the full calls and the rest."\n'
    example.edit(EXERCISE, third, "")
    assert example.problems() == [
        f"{EXERCISE}: 2 hints, and 3 is right: from where to look to nearly the code"
    ]


def test_a_lab_that_was_never_built_says_what_to_do(example):
    example.solution.unlink()
    assert example.problems() == ["there is no solutions/12_example.ipynb: make it with lablib build"]
