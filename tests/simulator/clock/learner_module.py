"""A module that is imported before any world, such as a library of retries."""

import sys
from types import ModuleType


def module_of(name, source):
    """The module `name` with this source; it stays imported."""
    module = ModuleType(name)
    exec(compile(source, f"{name}.py", "exec"), vars(module))
    sys.modules[name] = module
    return module
