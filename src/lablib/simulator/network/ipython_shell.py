"""Whether IPython runs us, in a notebook or in a terminal."""

from __future__ import annotations

import sys
from typing import Any


def shell() -> Any:
    """The IPython shell whose cell this is, or None in plain Python. Imports nothing that isn't there."""
    if "IPython.core.interactiveshell" not in sys.modules:
        return None
    from IPython.core.getipython import get_ipython

    return get_ipython()


def somebody_watches() -> bool:
    """Whether a person can click on what this cell shows.

    Who executes a notebook without anybody before it (nbclient, papermill, nbval) says that no input can be
    asked for; JupyterLab and VS Code say that it can. Jupyter's messaging protocol calls it `allow_stdin`.
    """
    kernel = getattr(shell(), "kernel", None)
    if kernel is None:
        return False
    return bool(kernel.get_parent().get("content", {}).get("allow_stdin", False))
