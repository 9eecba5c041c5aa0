"""A name for each slider on the page: what a screen reader says of it. It runs in the reader's browser."""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def slider_names() -> str:
    """HTML to show in the same output as the sliders, before them."""
    script = files(__package__).joinpath("slider_names.js").read_text("utf-8")
    return f"<script>{script}</script>"
