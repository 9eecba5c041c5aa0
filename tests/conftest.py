"""What holds for every test: Hypothesis profiles, rare garbage collections, Ctrl-C interrupts; a browser."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from typing import TYPE_CHECKING

import chromium as one_chromium
import pytest
from hypothesis import settings
from hypothesis_profiles import QUICK
from stop_button import interruptible

if TYPE_CHECKING:
    from playwright.sync_api import Browser

settings.load_profile(QUICK)  # --hypothesis-profile=nightly comes later, and wins
gc.set_threshold(50_000)  # as in an open world: with the default the collector took a fifth of these seconds


@pytest.fixture(autouse=True, scope="session")
def ctrl_c_interrupts() -> Iterator[None]:
    """See `interruptible`."""
    with interruptible():
        yield


@pytest.fixture(scope="session")
def chromium() -> str:
    """Its path; without one the test is skipped."""
    return one_chromium.find()


@pytest.fixture(scope="module")
def browser(chromium: str) -> Iterator[Browser]:
    """The tests of a file share it. Beside it no event loop can begin, so it ends before another file's."""
    with one_chromium.running(chromium) as running:
        yield running
