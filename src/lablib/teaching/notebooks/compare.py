"""Tell whether a committed notebook is the one that its source makes, and where they part.

Everything counts, byte for byte, except the bytes of pictures: the same wheel of matplotlib may draw a line a
shade lighter on another type of processor. That there is a picture, and what is said beside it, counts.
"""

from __future__ import annotations

import difflib
import json
import re
from itertools import zip_longest
from typing import Any

PICTURE = re.compile(r'("image/(?:png|jpeg)": )"[^"]*"')
DIFF_LINES = 12


def difference(committed: str, built: str) -> str | None:
    """None if the two files are alike, else a few lines on the first cell that differs."""
    committed, built = _without_pictures(committed), _without_pictures(built)
    if committed == built:
        return None
    try:
        cells, built_cells = json.loads(committed)["cells"], json.loads(built)["cells"]
    except (ValueError, KeyError, TypeError):
        return "the committed file is no notebook"
    for number, (old, new) in enumerate(zip_longest(cells, built_cells), 1):
        if old != new:
            return f"{_name(number, old, new)} differs:\n{_diff(old, new)}"
    return f"no cell differs, but what is around them does:\n{_diff(committed, built)}"


def _without_pictures(text: str) -> str:
    return PICTURE.sub(r'\1"..."', text)


def _name(number: int, old: Any, new: Any) -> str:
    if old is None:
        return f"cell {number}, {new['id']!r}, is not in the committed file and so"
    if new is None:
        return f"cell {number}, {old.get('id')!r}, is in the committed file only and so"
    return f"cell {number}, {new['id']!r},"


def _diff(old: Any, new: Any) -> str:
    """The first lines of a unified diff; whole objects are shown as the JSON in the file."""
    texts = [
        text if isinstance(text, str) else json.dumps(text, indent=1, ensure_ascii=False)
        for text in (old, new)
    ]
    before, after = (text.splitlines() for text in texts)
    diff = list(difflib.unified_diff(before, after, "committed", "built", n=1, lineterm=""))
    return "\n".join("  " + line for line in diff[: DIFF_LINES + 3])
