"""What a lab says to an attempt: checks on code, hints, predictions, questions, progress."""

from lablib.teaching.checks.grading import check
from lablib.teaching.checks.hints_and_solutions import hint, solution
from lablib.teaching.checks.learners_producer import my_producer
from lablib.teaching.checks.predictions import compare, predict, predicted
from lablib.teaching.checks.recall_and_quiz import quiz, recall
from lablib.teaching.checks.summary import summary
from lablib.teaching.checks.verdict import Outcome, Verdict

__all__ = [
    "Outcome",
    "Verdict",
    "check",
    "compare",
    "hint",
    "my_producer",
    "predict",
    "predicted",
    "quiz",
    "recall",
    "solution",
    "summary",
]
