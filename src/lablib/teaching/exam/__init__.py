"""The final exam: the facts of the labs with new numbers from a seed."""

from lablib.teaching.exam.draw import Option, Question, draw_exam, draw_question
from lablib.teaching.exam.mark import LETTERS, Marked, NoAnswer, mark
from lablib.teaching.exam.templates import Template, read_templates

__all__ = [
    "LETTERS",
    "Marked",
    "NoAnswer",
    "Option",
    "Question",
    "Template",
    "draw_exam",
    "draw_question",
    "mark",
    "read_templates",
]
