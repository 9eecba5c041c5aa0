"""The pages of Lambda's listings: Marker and MaxItems in, NextMarker out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any, TypeVar

from lablib.simulator.api.errors import AwsError

Item = TypeVar("Item")


def read_page(
    items: Sequence[Item], params: dict[str, Any], most: int
) -> tuple[Sequence[Item], dict[str, str]]:
    """The items of a page of at most `most`, and the answer's NextMarker if there are more.

    Raises `InvalidParameterValueException` for a marker that is none; the text is ours.
    """
    marker = params.get("Marker", "0")
    if not re.fullmatch(r"[0-9]{1,9}", marker):
        raise AwsError("InvalidParameterValueException", f"Invalid marker: {marker}. Use a NextMarker.")
    start = int(marker)
    end = start + min(params.get("MaxItems", most), most)
    return items[start:end], {"NextMarker": str(end)} if len(items) > end else {}
