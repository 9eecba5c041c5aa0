"""The course as data: which labs there are, and what their authors wrote in TOML beside the prose."""

from lablib.teaching.course.course_root import CourseError, repo_root
from lablib.teaching.course.exercise import Exercise, find_exercise
from lablib.teaching.course.field_card import FieldCard, read_field_card
from lablib.teaching.course.glossary import Term, read_glossary
from lablib.teaching.course.labs import Lab, find_labs, labs, read_lab
from lablib.teaching.course.misconceptions import Misconception, read_misconceptions
from lablib.teaching.course.monthly_account import Account, Part, account, read_account
from lablib.teaching.course.paths import LearningPath, Step, read_paths
from lablib.teaching.course.questions import Choice, Prediction, Questions
from lablib.teaching.course.subjects import read_subjects
from lablib.teaching.course.wrong_answers import WrongAnswer, wrong_answers

__all__ = [
    "Account",
    "Choice",
    "CourseError",
    "Exercise",
    "FieldCard",
    "Lab",
    "LearningPath",
    "Misconception",
    "Part",
    "Prediction",
    "Questions",
    "Step",
    "Term",
    "WrongAnswer",
    "account",
    "find_exercise",
    "find_labs",
    "labs",
    "read_account",
    "read_field_card",
    "read_glossary",
    "read_lab",
    "read_misconceptions",
    "read_paths",
    "read_subjects",
    "repo_root",
    "wrong_answers",
]
