"""A notebook in which exercises are solved: its names, and the source of each cell where Python looks."""

import base64
import json
import linecache
import logging
import random
import time

from lablib.teaching.checks.grading import exercise_called


def notebook(*exercises, handler="", **names):
    """The exercises' solutions, and a last cell that defines `handler`; `names` are there before."""
    names |= {"__name__": "__main__", "log": logging.getLogger("lab")}
    names |= {module.__name__: module for module in (base64, json, random, time)}
    for number in exercises:
        run_cell((exercise_called(number).folder / "solution.py").read_text("utf-8"), number, names)
    run_cell(handler, "handler", names)
    return names


def run_cell(source, name, names):
    """As IPython does: Python finds the source of what the cell defines."""
    place = f"<cell {name}>"
    linecache.cache[place] = (len(source), None, source.splitlines(keepends=True), place)
    exec(compile(source, place, "exec"), names)
