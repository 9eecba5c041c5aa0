"""What holds for every test: a Hypothesis profile, rare garbage collections, and that Ctrl-C interrupts."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest
from hypothesis import settings
from hypothesis_profiles import QUICK
from stop_button import interruptible

settings.load_profile(QUICK)  # --hypothesis-profile=nightly comes later, and wins
gc.set_threshold(50_000)  # as in an open world: with the default the collector took a fifth of these seconds


@pytest.fixture(autouse=True, scope="session")
def ctrl_c_interrupts() -> Iterator[None]:
    """See `interruptible`."""
    with interruptible():
        yield
