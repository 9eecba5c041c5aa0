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
