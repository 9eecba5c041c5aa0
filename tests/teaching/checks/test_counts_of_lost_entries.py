"""What check 10.1 says of lost entries adds up with its table, also where two entries are equal."""

from lablib.teaching.checks.grading import grader_of
from lablib.teaching.course import find_exercise, labs


def sends_once(call, operation, entries):
    for start in range(0, len(entries), 10):
        call(entries[start : start + 10])
    return []


def test_each_of_two_equal_entries_is_counted_by_itself():
    exercise = find_exercise((each for lab in labs() for each in lab.exercises), "10.1")
    grader = grader_of(exercise.folder / "grader.py").__self__
    seen = next(play for name, play in grader.trials() if name == "events, some throttled")(sends_once)
    lost = next(ask for ask in grader.questions if ask.__name__ == "lost")
    name, told = lost(seen)
    table = grader.facts(seen)
    assert (name, told["gone"]) == ("10.1.lost", 6)
    assert (table["entries"], table["taken"], table["returned"]) == (23, 23 - 6, 0)
