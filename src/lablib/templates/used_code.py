"""The source of a function together with all that it uses of its module: other functions, imports, data.

The names are those that the compiler looks up in the module, so a local name that the module has too isn't
taken for one of the module's.
"""

from __future__ import annotations

import ast
import builtins
import inspect
import logging
import math
import re
import symtable
import sys
import textwrap
from collections.abc import Callable, Collection, Iterator
from types import FunctionType, ModuleType
from typing import Any

Handler = Callable[[Any, Any], Any]
NAME = "handler"
"""What Lambda looks for in the file."""
IN_THE_RUNTIME = frozenset({"boto3", "botocore", "s3transfer", "jmespath", "dateutil", "six", "urllib3"})
"""What Lambda's Python runtime has beside the standard library: https://docs.aws.amazon.com/lambda/latest/dg/python-package.html"""
NOTHING = object()
DATA_MAX_CHARS = 10_000
"""More isn't a setting: it's what the notebook has collected."""
MADE_AGAIN: dict[type, tuple[str, Callable[[Any], str]]] = {
    logging.Logger: ("logging", lambda log: f"logging.getLogger({log.name!r})"),
    re.Pattern: ("re", lambda pattern: f"re.compile({pattern.pattern!r}, {pattern.flags})"),
}
"""Objects that handlers often share, each with the module and the source that make it again."""


class NotPackable(ValueError):
    """The function uses something that exists in this process alone."""


def source_of(handler: Handler, layers: Collection[str] = ()) -> str:
    """A module in which `handler` is the function. Raises NotPackable for what can't be in a module."""
    function = inspect.unwrap(handler)
    if not isinstance(function, FunctionType):
        raise NotPackable(f"{handler!r} is no plain function: give one that is written with def")
    module = _Module(function, layers)
    module.add_function(function.__name__, function)
    if function.__name__ != NAME:
        module.add_alias(NAME, function)
    imports = "\n".join(sorted(module.imports))
    return "\n\n\n".join(part for part in (imports, *module.parts) if part) + "\n"


class _Module:
    """What is packed so far. What a part needs when it's defined stands before it."""

    def __init__(self, handler: FunctionType, layers: Collection[str]) -> None:
        self._globals = handler.__globals__
        self._home = handler.__module__
        self._there = IN_THE_RUNTIME | sys.stdlib_module_names | frozenset(layers)
        self._named: dict[str, Any] = {}
        self.imports: set[str] = set()
        self.parts: list[str] = []

    def add_function(self, name: str, function: FunctionType) -> None:
        """Its source, after that of all that it uses; then `name`, if it's another than in the source."""
        if function.__name__ == "<lambda>":
            raise NotPackable(f"{name} is a lambda, which has no source of its own: write it with def")
        if function.__closure__:
            names = ", ".join(function.__code__.co_freevars)
            raise NotPackable(
                f"{name} keeps {names} of the function that made it, and its source says nothing of the "
                "values. Remedy: define it in a cell of its own, and give it what it needs as an argument or "
                "as a name of the notebook."
            )
        self._add_source(function.__name__, function)
        if name != function.__name__:
            self.add_alias(name, function)

    def add_alias(self, name: str, function: FunctionType) -> None:
        """Another name for a function that is there."""
        if self._is_new(name, function):
            self.parts.append(f"{name} = {function.__name__}")

    def _is_new(self, name: str, what: Any) -> bool:
        """Whether this name isn't there yet. Raises NotPackable if it means something else."""
        if name in self._named and self._named[name] is not what:
            raise NotPackable(
                f"two things would be called {name} in one module, where Lambda calls what is named {NAME}. "
                "Remedy: rename one of the two."
            )
        is_new = name not in self._named
        self._named[name] = what
        return is_new

    def _add_source(self, name: str, what: Any) -> None:
        if not self._is_new(name, what):
            return
        try:
            source = textwrap.dedent(inspect.getsource(what))
        except (OSError, TypeError) as error:
            raise NotPackable(
                f"Python doesn't have the source of {name} ({error}). Remedy: if it's a class of a notebook, "
                "do without it. The source of functions is kept there, that of classes isn't."
            ) from error
        for used in _names_of_the_module(source):
            if used in self._globals and used != name and not used.startswith("__"):
                self._add(used, self._globals[used], source, name)
            elif used not in self._globals and not hasattr(builtins, used):
                raise NotPackable(f"{name} uses {used}, and nothing here has that name: define it first")
        self.parts.append(source.rstrip())

    def _add(self, name: str, value: Any, source: str, user: str) -> None:
        """One name that `source`, that of `user`, looks up in the module."""
        inner = inspect.unwrap(value) if callable(value) else value
        at_home = getattr(inner, "__module__", None) == self._home
        if isinstance(value, ModuleType):
            self._require(value.__name__, name, user)
            self.imports.update(_imports_of(name, value, source))
        elif isinstance(inner, FunctionType) and at_home:
            self.add_function(name, inner)
        elif isinstance(value, type) and at_home:
            self._add_source(name, value)
        elif is_plain(value):
            if self._is_new(name, value):
                self.parts.append(f"{name} = {_data(name, value, user)}")
        elif type(value) in MADE_AGAIN:
            module, source_again = MADE_AGAIN[type(value)]
            if self._is_new(name, value):
                self.imports.add(f"import {module}")
                self.parts.append(f"{name} = {source_again(value)}")
        else:
            module, attribute = _origin(name, value, user)
            self._require(module, name, user)
            self.imports.add(f"from {module} import {_as(attribute, name)}")

    def _require(self, module: str, name: str, user: str) -> None:
        package = module.partition(".")[0]
        what = f"{user} uses {name}" + ("" if name == module else f" of {module}")
        if package == "lablib":
            raise NotPackable(
                f"{what}, and lablib isn't on AWS. Remedy: write what you need in a function of your own."
            )
        if package not in self._there:
            raise NotPackable(
                f"{what}, and Lambda's Python runtime doesn't have {package}. Remedy: attach a layer that "
                f"has it to the function, and pack with layers=[{package!r}]."
            )


def _names_of_the_module(source: str) -> list[str]:
    """The global names that a source uses, sorted; builtins that nothing shadows are no matter."""
    return sorted(set(_globals_in(symtable.symtable(source, "<source>", "exec"))))


def _globals_in(table: symtable.SymbolTable) -> Iterator[str]:
    at_the_top = table.get_type() == "module"
    for symbol in table.get_symbols():
        if symbol.is_global() or (at_the_top and symbol.is_referenced()):
            yield symbol.get_name()
    for inner in table.get_children():
        yield from _globals_in(inner)


def _imports_of(name: str, module: ModuleType, source: str) -> Iterator[str]:
    """`import a as name`, and for each submodule that the source names by its dots an import of its own."""
    own = module.__name__
    yield f"import {own}" if own == name else f"import {own} as {name}"
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute):
            first, _, rest = ast.unparse(node).partition(".")
            if first == name and f"{own}.{rest}" in sys.modules:
                yield f"import {own}.{rest}"


def _origin(name: str, value: Any, user: str) -> tuple[str, str]:
    """The module and the name under which others have it: of a function, a class, or such as datetime.UTC."""
    module, attribute = str(getattr(value, "__module__", "")), getattr(value, "__qualname__", "")
    own = [(module, attribute)] if module in sys.modules else []
    public = [each for each in sorted(sys.stdlib_module_names & sys.modules.keys()) if each[0] != "_"]
    others = [(each, name) for each in public]
    # hashlib.md5 comes from _hashlib, where it has another name.
    for place, called in [*others, *own] if module.startswith("_") else [*own, *others]:
        if getattr(sys.modules[place], called, NOTHING) is value:
            return place, called
    raise NotPackable(
        f"{user} uses {name} (of the type {type(value).__name__}), which this notebook has made and no "
        f"source can make again. Remedy: make it in a function, or let {user} take it as an argument."
    )


def _as(attribute: str, name: str) -> str:
    return attribute if attribute == name else f"{attribute} as {name}"


def _data(name: str, value: Any, user: str) -> str:
    """Plain data as source."""
    text = repr(value)
    if len(text) > DATA_MAX_CHARS:
        raise NotPackable(
            f"{user} uses {name}, which holds {len(text):,} characters of data. On Lambda each execution "
            "environment has a memory of its own, so what is collected belongs in a table or a bucket. "
            f"Remedy: give {user} something to write to, or empty {name} first."
        )
    return text


def is_plain(value: Any) -> bool:
    """Whether its repr is its source: numbers, texts, None, and what holds only these."""
    try:
        return _is_plain(value)
    except RecursionError:  # it holds itself
        return False


def _is_plain(value: Any) -> bool:
    if type(value) in (list, tuple, set, frozenset):
        return all(map(_is_plain, value))
    if type(value) is dict:
        return all(_is_plain(each) for pair in value.items() for each in pair)
    if type(value) is float:
        return math.isfinite(value)
    return value is None or type(value) in (bool, int, str, bytes)
