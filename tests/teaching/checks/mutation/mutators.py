"""Small changes to a program, each of which its grader has to notice: `mutants_of(source)`.

Each mutator gets a node of the syntax tree and yields what may stand in its place.
"""

from __future__ import annotations

import ast
import textwrap
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

Mutator = Callable[[ast.AST], Iterator[ast.AST]]


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change. `before`, `after` and `nth` identify it, wherever it moves in its file."""

    change: str
    """Which kind, such as `drop a statement`."""
    line: int
    """Where, in the source as it was given."""
    before: str
    after: str
    """The lines that differ, as `ast.unparse` writes them, without their common indentation."""
    nth: int
    """1, or which of the changes that look the same."""
    source: str
    """The whole program after the change."""


def mutants_of(source: str) -> list[Mutant]:
    """Every mutant of a program, in the order of its lines. None is the program itself, none comes twice."""
    tree = ast.parse(source)
    original = ast.unparse(tree)
    found: dict[str, Mutant] = {}
    for node, put in _places(tree):
        for change, mutator in MUTATORS.items():
            for other in mutator(node):
                put(other)
                mutated = ast.unparse(tree)
                put(node)
                if mutated != original and mutated not in found:
                    line = getattr(node, "lineno", 0) or node.target.lineno
                    found[mutated] = Mutant(change, line, *_difference(original, mutated), 1, mutated)
    return _counted(sorted(found.values(), key=lambda each: each.line))


def _places(tree: ast.AST) -> Iterator[tuple[Any, Callable[[ast.AST], None]]]:
    """Every statement, expression and loop of a comprehension, each with what puts another into its place."""
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if isinstance(value, list):
                for index, node in enumerate(value):
                    if isinstance(node, ast.stmt | ast.expr | ast.comprehension):
                        yield node, _setter(value, index)
            elif isinstance(value, ast.expr):
                yield value, _setter(vars(parent), field)


def _setter(holder: Any, key: Any) -> Callable[[ast.AST], None]:
    def put(node: ast.AST) -> None:
        holder[key] = node

    return put


def _difference(one: str, other: str) -> tuple[str, str]:
    """The lines that differ, of each."""
    a, b = one.splitlines(), other.splitlines()
    while a and b and a[0] == b[0]:
        del a[0], b[0]
    while a and b and a[-1] == b[-1]:
        del a[-1], b[-1]
    return textwrap.dedent("\n".join(a)).strip(), textwrap.dedent("\n".join(b)).strip()


def _counted(mutants: list[Mutant]) -> list[Mutant]:
    seen: Counter[tuple[str, str]] = Counter()
    counted = []
    for mutant in mutants:
        seen[mutant.before, mutant.after] += 1
        counted.append(replace(mutant, nth=seen[mutant.before, mutant.after]))
    return counted


# --- the mutators ------------------------------------------------------------------------------------

FLIPPED = {
    ast.Lt: ast.GtE,
    ast.GtE: ast.Lt,
    ast.Gt: ast.LtE,
    ast.LtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
}
AT_THE_BOUNDARY = {ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt}
ARITHMETIC = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Mod: ast.FloorDiv,
    ast.Pow: ast.Mult,
}
OPPOSITES = [("min", "max"), ("any", "all"), ("ceil", "floor"), ("append", "extend")]
SYMMETRIC = ("min", "max", "uniform", "isclose")
"""Functions that take their arguments in any order."""
OPPOSITE = {name: other for pair in OPPOSITES for name, other in (pair, pair[::-1])}
NEEDED = (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef, ast.Pass)
"""Statements without which a program can't run at all, so that dropping them shows nothing."""


def _with(node: ast.AST, **fields: Any) -> ast.AST:
    """The same node with other `fields`."""
    return type(node)(**{**dict(ast.iter_fields(node)), **fields})


def drop_a_statement(node: ast.AST) -> Iterator[ast.AST]:
    docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    if isinstance(node, ast.stmt) and not isinstance(node, NEEDED) and not docstring:
        yield ast.Pass()


def flip_a_comparison(node: ast.AST) -> Iterator[ast.AST]:
    yield from _with_other_operators(node, FLIPPED)


def move_a_boundary(node: ast.AST) -> Iterator[ast.AST]:
    yield from _with_other_operators(node, AT_THE_BOUNDARY)


def _with_other_operators(node: ast.AST, others: dict[type, type]) -> Iterator[ast.AST]:
    if isinstance(node, ast.Compare):
        for place, operator in enumerate(node.ops):
            if other := others.get(type(operator)):
                yield _with(node, ops=[*node.ops[:place], other(), *node.ops[place + 1 :]])


def shift_a_constant(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield ast.Constant(not node.value)
    elif isinstance(node, ast.Constant) and isinstance(node.value, int | float):
        yield ast.Constant(node.value + 1)
        yield ast.Constant(node.value - 1)


def swap_arguments(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] not in SYMMETRIC:
        for place, (one, other) in enumerate(pairwise(node.args)):
            yield _with(node, args=[*node.args[:place], other, one, *node.args[place + 2 :]])


def swap_and_for_or(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BoolOp):
        yield _with(node, op=ast.Or() if isinstance(node.op, ast.And) else ast.And())


def drop_a_part_of_a_condition(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BoolOp):
        for place in range(len(node.values)):
            rest = [*node.values[:place], *node.values[place + 1 :]]
            yield _with(node, values=rest) if len(rest) > 1 else rest[0]


def negate_a_condition(node: ast.AST) -> Iterator[ast.AST]:
    """A comparison of its own is flipped, and so is not negated as well."""
    if isinstance(node, ast.If | ast.While | ast.IfExp) and not isinstance(node.test, ast.Compare):
        yield _with(node, test=ast.UnaryOp(ast.Not(), node.test))
    if isinstance(node, ast.comprehension):
        for place, condition in enumerate(node.ifs):
            if not isinstance(condition, ast.Compare):
                negated = ast.UnaryOp(ast.Not(), condition)
                yield _with(node, ifs=[*node.ifs[:place], negated, *node.ifs[place + 1 :]])


def drop_a_sign(node: ast.AST) -> Iterator[ast.AST]:
    """A minus, or a not."""
    if isinstance(node, ast.UnaryOp):
        yield node.operand


def change_arithmetic(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.BinOp | ast.AugAssign) and (other := ARITHMETIC.get(type(node.op))):
        yield _with(node, op=other())


def call_the_opposite(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Name) and node.id in OPPOSITE:
        yield _with(node, id=OPPOSITE[node.id])
    if isinstance(node, ast.Attribute) and node.attr in OPPOSITE:
        yield _with(node, attr=OPPOSITE[node.attr])


def drop_an_element(node: ast.AST) -> Iterator[ast.AST]:
    """Of a list, a set, a tuple, a dict, or of the named arguments of a call."""
    if isinstance(node, ast.List | ast.Set | ast.Tuple) and isinstance(getattr(node, "ctx", None), ast.Store):
        return
    for field in ("elts", "keys", "keywords"):
        for place in range(len(getattr(node, field, None) or [])):
            fields = {each: getattr(node, each) for each in {field, "values"} & set(node._fields)}
            yield _with(node, **{each: [*old[:place], *old[place + 1 :]] for each, old in fields.items()})


def break_for_continue(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Break):
        yield ast.Continue()
    if isinstance(node, ast.Continue):
        yield ast.Break()


def drop_a_bound_of_a_slice(node: ast.AST) -> Iterator[ast.AST]:
    if isinstance(node, ast.Slice):
        for field in ("lower", "upper", "step"):
            yield _with(node, **{field: None})


def drop_a_filter(node: ast.AST) -> Iterator[ast.AST]:
    """An `if` of a comprehension."""
    if isinstance(node, ast.comprehension):
        for place in range(len(node.ifs)):
            yield _with(node, ifs=[*node.ifs[:place], *node.ifs[place + 1 :]])


MUTATORS: dict[str, Mutator] = {
    mutator.__name__.replace("_", " "): mutator
    for mutator in (
        drop_a_statement,
        flip_a_comparison,
        move_a_boundary,
        shift_a_constant,
        swap_arguments,
        swap_and_for_or,
        drop_a_part_of_a_condition,
        negate_a_condition,
        drop_a_sign,
        change_arithmetic,
        call_the_opposite,
        drop_an_element,
        break_for_continue,
        drop_a_bound_of_a_slice,
        drop_a_filter,
    )
}
