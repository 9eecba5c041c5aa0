"""The course as data: which labs there are, and what their authors wrote in TOML beside the prose."""

from lablib.teaching.course.course_root import CourseError, repo_root
from lablib.teaching.course.exercise import Exercise, find_exercise
from lablib.teaching.course.labs import Lab, find_labs, labs, read_lab
from lablib.teaching.course.questions import Choice, Prediction, Questions

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
