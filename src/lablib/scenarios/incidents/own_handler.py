"""Somebody's own handler in service: one that computes without end is ended with Ctrl-C for good."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from lablib.scenarios.incidents import stopped_code

Handler = Callable[[Any, Any], Any]


def stoppable(handler: Handler) -> Handler:
    """The same handler, which raises RuntimeError once Ctrl-C has ended it after a long computation."""

    @wraps(handler)
    def call(event: Any, context: Any) -> Any:
        if stopped_code.is_stopped(handler):
            raise RuntimeError(stopped_code.WHY)
        began_s = time.thread_time()
        try:
            return handler(event, context)
        except KeyboardInterrupt:
            stopped_code.stop_if_endless(handler, began_s)
            raise

    return call
