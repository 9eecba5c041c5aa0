"""In a notebook, an interrupt waits until the module of lablib that is being imported is complete.

An import that is cut off leaves half a package behind, and Python doesn't start over with it: numpy can't be
loaded a second time in a process, and boto3 comes back without its parts. The start cell would fail until the
kernel is restarted. What a module of lablib imports, such as boto3, is complete with it.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib.machinery import ModuleSpec, PathFinder
from types import ModuleType

from lablib.simulator.clock import interrupts


class _Finder:
    """Finds lablib's modules where Python does, and has them executed as a whole."""

    @staticmethod
    def find_spec(
        name: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        """The form that `sys.meta_path` asks for."""
        spec = PathFinder.find_spec(name, path, target) if name.startswith("lablib.") else None
        if spec is None or spec.loader is None:
            return None
        execute = spec.loader.exec_module

        def execute_as_a_whole(module: ModuleType) -> None:
            with interrupts.deferred():
                execute(module)

        spec.loader.exec_module = execute_as_a_whole  # type: ignore[method-assign]
        return spec


def install() -> None:
    """From now on, for good."""
    if _Finder not in sys.meta_path:
        sys.meta_path.insert(0, _Finder)
