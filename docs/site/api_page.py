"""The page of lablib's public names: signatures and docstrings, as they are in the code."""

from __future__ import annotations

import importlib
import inspect
import re
import textwrap
from collections.abc import Iterator
from typing import Any

MODULES = {
    "lablib": "Use these in a notebook, a script or a test.",
    "lablib.testing": "Use these in a test of your own code.",
    "lablib.templates": "Use these to read a CloudFormation template and to deploy it in a world.",
}
INTRODUCTION = (
    "This page has every name that you can import. A *world* is one running simulator. Times in it are "
    "virtual, and durations are in seconds."
)


def api_page() -> str:
    """The page in Markdown."""
    parts = [
        "# API of lablib",
        INTRODUCTION,
    ]
    for module, when in MODULES.items():
        parts += [f"## {module}", f"{when}"]
        home = importlib.import_module(module)
        for name in sorted(home.__all__):
            parts += _entry(name, getattr(home, name))
    return "\n\n".join(parts) + "\n"


def _entry(name: str, value: Any) -> Iterator[str]:
    yield f"### {name}"
    yield f"```python\n{_signature(name, value)}\n```"
    yield _markdown(inspect.getdoc(value) or "")
    if inspect.isclass(value):
        for method, function in _methods(value):
            yield f"**`{method}`**"
            yield f"```python\n{_signature(method, function)}\n```"
            yield _markdown(inspect.getdoc(function) or "")


def _methods(value: type) -> Iterator[tuple[str, Any]]:
    for name, member in vars(value).items():
        if not name.startswith("_") and inspect.isfunction(member) and inspect.getdoc(member):
            yield name, member


def _signature(name: str, value: Any) -> str:
    """As one would write it: types without quotes, and a function as its name."""
    try:
        shown = f"{name}{inspect.signature(value)}"
    except (TypeError, ValueError):
        return name
    return re.sub(r"(: |-> )'([^']+)'", r"\1\2", re.sub(r"<function (\w+) at 0x\w+>", r"\1", shown))


def _markdown(docstring: str) -> str:
    """Indented blocks become fenced code; a line break in a paragraph stays one sentence."""
    found = []
    for block in docstring.split("\n\n"):
        is_code = block.startswith("    ")
        found.append(f"```python\n{textwrap.dedent(block)}\n```" if is_code else block)
    return "\n\n".join(found)
