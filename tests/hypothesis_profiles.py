"""How long Hypothesis looks for a counterexample: `quick` in make test, `nightly` and `fuzz` in theirs.

Quick draws the same examples in every run. Nightly draws new ones, forty times as many. When one of
them fails, Hypothesis prints the line that repeats it.
"""

from __future__ import annotations

from typing import Any

from hypothesis import settings

QUICK, NIGHTLY, FUZZ = "quick", "nightly", "fuzz"
USUAL_EXAMPLES = 50
"""For a property that doesn't name a number; quick draws half of it."""

settings.register_profile(QUICK, max_examples=USUAL_EXAMPLES // 2, deadline=None, derandomize=True)
settings.register_profile(NIGHTLY, max_examples=20 * USUAL_EXAMPLES, deadline=None, print_blob=True)
settings.register_profile(FUZZ, max_examples=45 * USUAL_EXAMPLES, deadline=None, print_blob=True)


def examples(count: int, *, fewest: int = 1, **more: Any) -> settings:
    """Settings for `count` examples where another gets `USUAL_EXAMPLES`, in no profile under `fewest`."""
    share = count * settings.default.max_examples // USUAL_EXAMPLES
    return settings(max_examples=max(fewest, share), **more)
