"""The code of a player is left out of stored notebooks: they keep what was played, not what plays it.

So an edit of the code changes no stored output. The run itself, its table and its line of numbers stay, and
are compared byte for byte. Running the cell brings the code back.
"""

from __future__ import annotations

import re
from typing import Any

HTML = "text/html"
CODE = re.compile(r"<div data-lablib-code='[^']*'[^>]*></div>")
"""The tag that `lablib.pictures.player.embed` writes; a `>` in its attributes is escaped."""


def without_code(data: Any) -> Any:
    """An output's content by MIME type, without the code of a player."""
    return {mime: CODE.sub("", text) if mime == HTML else text for mime, text in data.items()}
