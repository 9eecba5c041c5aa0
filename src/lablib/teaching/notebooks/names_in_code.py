"""Which names a piece of a notebook's code takes from elsewhere, and which it gives to the cells after it."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterable


def taken(code: ast.AST) -> set[str]:
    """Names that are read and that neither the code itself nor Python defines."""
    read = {
        node.id for node in ast.walk(code) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    arguments = {node.arg for node in ast.walk(code) if isinstance(node, ast.arg)}
    return read - given(code) - arguments - set(dir(builtins))


def given(code: ast.AST) -> set[str]:
    """Names that are assigned, imported or defined, wherever in the code."""
    names = set()
    for node in ast.walk(code):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
            names.add(node.id)
        elif isinstance(node, ast.FunctionDef | ast.ClassDef | ast.ExceptHandler) and node.name:
            names.add(node.name)
        elif isinstance(node, ast.alias):
            names.add((node.asname or node.name).partition(".")[0])
    return names


def definitions(wanted: set[str], code: Iterable[ast.Module], known: set[str]) -> list[str]:
    """The statements at the top of `code` that give the names that are wanted and not known, as source.

    With them those that they take from others, in the order in which they stand. A name that no statement
    gives is left out.
    """
    statements = [statement for module in code for statement in module.body]
    found: set[int] = set()
    open_names = wanted - known
    while open_names:
        name = open_names.pop()
        known = known | {name}
        place = next((n for n, each in enumerate(statements) if name in _given_at_the_top(each)), None)
        if place is not None and place not in found:
            found.add(place)
            open_names |= taken(statements[place]) - known
    return [ast.unparse(statements[place]) for place in sorted(found)]


def _given_at_the_top(statement: ast.stmt) -> set[str]:
    if isinstance(statement, ast.FunctionDef | ast.ClassDef):
        return {statement.name}
    return given(statement)
