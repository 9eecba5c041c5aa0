"""Marks of equivalent mutants: read back as they are proposed, and told when they don't fit any more."""

import pytest
from mutation.equivalent import FILE, Mark, as_mark, identity, read_marks, wrong_marks
from mutation.mutators import mutants_of

SOURCE = "while x:\n    say('a', \"b\")\nsend(1)\nsend(1)"


def test_a_proposed_mark_with_a_reason_is_the_mark_of_its_mutant(tmp_path):
    mutants = mutants_of(SOURCE)
    proposed = "\n".join(as_mark(mutant) for mutant in mutants)
    (tmp_path / FILE).write_text(proposed.replace('reason = ""', 'reason = "it is as good"'))
    marks = read_marks(tmp_path)
    assert [mark.identity for mark in marks] == [identity(mutant) for mutant in mutants]
    assert list(wrong_marks(marks, mutants, mutants)) == []


def test_an_exercise_without_the_file_has_no_marks(tmp_path):
    assert read_marks(tmp_path) == []


@pytest.mark.parametrize(
    ("marks", "alive", "problem"),
    [
        ([Mark("send(2)", "pass", "why not")], True, "no such mutant any more"),
        ([Mark("send(1)", "pass", "why not", nth=3)], True, "no such mutant any more"),
        ([Mark("send(1)", "pass", "why not")], False, "the grader refuses it"),
        ([Mark("send(1)", "pass", " ")], True, "there is no reason"),
        ([Mark("send(1)", "pass", "why not")] * 2, True, "marked twice"),
    ],
)
def test_a_mark_that_does_not_hold_is_told(marks, alive, problem):
    mutants = mutants_of(SOURCE)
    (told,) = wrong_marks(marks, mutants, mutants if alive else [])
    assert problem in told
