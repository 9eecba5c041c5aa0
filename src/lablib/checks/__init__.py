"""Checks on a learner's code, and predictions: what a lab says to an attempt."""

from lablib.checks.grading import check
from lablib.checks.predictions import compare, predict
from lablib.checks.verdict import Outcome, Verdict

__all__ = ["Outcome", "Verdict", "check", "compare", "predict"]
