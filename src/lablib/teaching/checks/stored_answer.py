"""An answer that was stored, in a file or as text, loaded as a learner's notebook would run it."""

from __future__ import annotations

import importlib.util
import json
import logging
import time
from pathlib import Path
from typing import Any

from lablib.teaching.course import CourseError


def notebook_names() -> dict[str, Any]:
    """What the cells above an exercise have imported and defined; an answer may use it."""
    return {"json": json, "logging": logging, "time": time, "log": logging.getLogger("gateway")}


def load_answer(file: Path, name: str) -> Any:
    """The function `name` that `file` defines. Raises `CourseError` if there is none."""
    spec = importlib.util.spec_from_file_location(f"lablib_answer_{file.stem}", file)
    if spec is None or spec.loader is None or not file.is_file():
        raise CourseError(f"{file} can't be loaded as Python: write it (docs/writing-a-lab.md)")
    module = importlib.util.module_from_spec(spec)
    vars(module).update(notebook_names())
    spec.loader.exec_module(module)
    if not hasattr(module, name):
        raise CourseError(f"{file} defines no {name}, which exercise.toml calls the answer: write it")
    return getattr(module, name)


def answer_in(source: str, name: str, place: str) -> Any:
    """What the code `source` defines as `name`; None if it doesn't. Raises whatever the code raises.

    `place` is where the code comes from, as tracebacks show it.
    """
    names = notebook_names() | {"__name__": f"{place}_{name}"}
    code = compile(source, f"{place}/{name}", "exec", dont_inherit=True)
    exec(code, names)  # noqa: S102 - somebody asked to have it run
    return names.get(name)
