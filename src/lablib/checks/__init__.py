"""What a lab says to an attempt: checks on code, hints, predictions, questions, progress."""

from lablib.checks.grading import check
from lablib.checks.help import hint, solution
from lablib.checks.predictions import compare, predict
from lablib.checks.questions import quiz, recall
from lablib.checks.summary import summary
from lablib.checks.verdict import Outcome, Verdict

__all__ = [
    "Outcome",
    "Verdict",
    "check",
    "compare",
    "hint",
    "predict",
    "quiz",
    "recall",
    "solution",
    "summary",
]
