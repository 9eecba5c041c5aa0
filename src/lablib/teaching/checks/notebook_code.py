"""The code of a notebook that defines an answer, with what the answer uses of other cells."""

from __future__ import annotations

import ast
import symtable
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

_SAME_EVERYWHERE = (
    ast.Constant,
    ast.Tuple,
    ast.List,
    ast.Set,
    ast.Dict,
    ast.BinOp,
    ast.UnaryOp,
    ast.operator,
    ast.unaryop,
    ast.expr_context,
)
"""What the value of a constant consists of. Any other may need a call, or what only that notebook has."""


class Definition(NamedTuple):
    """One statement of a notebook that binds names. They sort as they are in the notebook."""

    cell: int
    line: int
    source: str
    is_constant: bool
    """Whether it's no more than an import, a function, a class or a constant."""


def sources_of(cells: Sequence[str], name: str) -> Iterator[str]:
    """Code that defines `name`, from the last cell that does. The one to try first comes first.

    That is the whole cell. But the cell may also try the answer out or check it, and then it runs in its
    notebook only. So the second one has only the definitions that the answer uses. Both have the imports,
    functions, classes and constants of other cells that the answer uses. No code if no cell defines `name`.
    """
    defined = [definitions_in(cell, number) for number, cell in enumerate(cells)]
    place = max((number for number, names in enumerate(defined) if name in names), default=-1)
    if place < 0:
        return
    own = defined[place]
    known = {
        used: each
        for names in (*reversed(defined[place + 1 :]), *defined[:place])  # the nearest above comes last
        for used, each in names.items()
        if each.is_constant
    }
    needed = _followed(known | own, name)
    above = [each.source for each in needed if each.cell != place]
    yield "\n\n\n".join([*above, cells[place]])
    yield "\n\n\n".join(each.source for each in needed)


def definitions_in(cell: str, number: int = 0) -> dict[str, Definition]:
    """The last definition of each name in a cell; none for a cell that is no Python."""
    try:
        tree = ast.parse(cell)
        compile(cell, "cell", "exec", dont_inherit=True)  # which knows more errors
    except (SyntaxError, ValueError):
        return {}
    lines = cell.splitlines()
    found = {}
    for node in tree.body:
        first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
        source = "\n".join(lines[first - 1 : node.end_lineno])
        for name in _names_bound(node):
            found[name] = Definition(number, first, source, _is_constant(node))
    return found


def _names_bound(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
        return [node.name]
    if isinstance(node, ast.Import | ast.ImportFrom):
        return [each.asname or each.name.partition(".")[0] for each in node.names]
    if isinstance(node, ast.Assign | ast.AnnAssign):
        targets = node.targets if isinstance(node, ast.Assign) else [node.target]
        parts = (each for target in targets for each in ast.walk(target))
        return [each.id for each in parts if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)]
    return []


def _is_constant(node: ast.stmt) -> bool:
    if not isinstance(node, ast.Assign | ast.AnnAssign):
        return True
    return node.value is not None and all(isinstance(each, _SAME_EVERYWHERE) for each in ast.walk(node.value))


def _followed(known: Mapping[str, Definition], name: str) -> list[Definition]:
    """The definitions that the one of `name` needs, and itself, in the order of the notebook."""
    needed, to_follow = {name}, [name]
    while to_follow:
        for used in names_used_in(known[to_follow.pop()].source):
            if used in known and used not in needed:
                needed.add(used)
                to_follow.append(used)
    return sorted({known[each] for each in needed})


def names_used_in(source: str) -> set[str]:
    """The names that code reads from its module; the names of a function's own aren't among them."""
    return set(_global_names(symtable.symtable(source, "answer", "exec")))


def _global_names(table: symtable.SymbolTable) -> Iterator[str]:
    for symbol in table.get_symbols():
        if symbol.is_referenced() and (symbol.is_global() or table.get_type() == "module"):
            yield symbol.get_name()
    for child in table.get_children():
        yield from _global_names(child)
