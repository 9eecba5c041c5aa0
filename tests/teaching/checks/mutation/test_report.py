"""An exercise holds if its grader refuses 95 of 100 mutants that aren't marked, and its marks are right."""

import pytest
from mutate import Report


@pytest.mark.parametrize(
    ("mutants", "alive", "equivalent", "problems", "score", "holds"),
    [
        (20, 1, 0, [], 0.95, True),
        (20, 2, 0, [], 0.90, False),
        (20, 1, 1, [], 18 / 19, False),
        (20, 0, 20, [], 1.0, True),
        (20, 0, 0, ["a mark is wrong"], 1.0, False),
        (0, 0, 0, [], 1.0, True),
    ],
)
def test_the_score_counts_the_mutants_that_are_not_marked(mutants, alive, equivalent, problems, score, holds):
    report = Report(None, [None] * mutants, [None] * alive, [None] * equivalent, problems)
    assert (report.score, report.holds) == (score, holds)
