"""The course as data: which labs there are, and what their authors wrote in TOML beside the prose."""

from lablib.course.exercise import Exercise, find_exercise
from lablib.course.labs import Lab, find_labs, labs, read_lab
from lablib.course.questions import Choice, Prediction, Questions
from lablib.course.root import CourseError, repo_root

__all__ = [
    "Choice",
    "CourseError",
    "Exercise",
    "Lab",
    "Prediction",
    "Questions",
    "find_exercise",
    "find_labs",
    "labs",
    "read_lab",
    "repo_root",
]
