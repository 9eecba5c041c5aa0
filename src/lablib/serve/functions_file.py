"""Lambda functions from a Python file: each public function of (event, context) in it, by its name."""

from __future__ import annotations

import importlib.util
import inspect
import sys
from pathlib import Path
from types import ModuleType

from lablib.simulator.world import World

PARAMETERS = ["event", "context"]
MODULE = "lablib_served_functions"


class FunctionsFileError(Exception):
    """A file that can't be loaded, or has no handler."""


def deploy_functions(world: World, path: Path) -> list[str]:
    """Deploy them to an open world; returns their names."""
    module = _load(path)
    handlers = {
        name: each
        for name, each in vars(module).items()
        if inspect.isfunction(each) and each.__module__ == MODULE and not name.startswith("_")
        if list(inspect.signature(each).parameters) == PARAMETERS
    }
    if not handlers:
        raise FunctionsFileError(
            f"{path} has no handler. Remedy: write a function `def bill(event, context)` at its top level; "
            "it becomes the Lambda function bill."
        )
    for name, handler in handlers.items():
        world.deploy(handler, name=name)
    return list(handlers)


def _load(path: Path) -> ModuleType:
    if not path.is_file():
        raise FunctionsFileError(f"there is no file {path}. Remedy: --functions takes a Python file.")
    spec = importlib.util.spec_from_file_location(MODULE, path)
    if spec is None or spec.loader is None:
        raise FunctionsFileError(f"{path} isn't a Python file. Remedy: --functions takes one.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[MODULE] = module  # where pickle and dataclasses look for it
    try:
        spec.loader.exec_module(module)
    except Exception as error:
        raise FunctionsFileError(f"{path} can't be loaded: {type(error).__name__}: {error}") from error
    return module
