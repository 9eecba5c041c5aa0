"""Time passes, a little or a lot, and the network has its moods."""

from __future__ import annotations

from typing import Any, get_args

from fuzz_base import FuzzBase, names, step
from hypothesis import strategies as st

from lablib.simulator import limits
from lablib.simulator.network.faults import Kind

LENGTHS_S = [0.05, 0.4, 1.0, 2.5, 7.0, 15.0, 40.0, 130.0, 320.0]
"""The longest is past the usual retention, which is 240 s here."""
OWN_SETTINGS = {"clock_skew": {"skew_s": 600.0}, "slow": {"by_s": 2.0}, "access_denied": {"service": "sqs"}}
BROKEN = ("connection_refused", "connect_timeout", "hang", "hang_after_processing")
MARGIN_S = 10.0
"""A request that meets a fault in its last moment ends so much later, at most."""


class TimeRules(FuzzBase):
    """Jumps, faults, latency."""

    @step(length_s=st.sampled_from(LENGTHS_S))
    def jump(self, length_s: float) -> None:
        """Let the world run."""
        self.world.sleep(length_s)

    @step(stream=names, pause_s=st.sampled_from(LENGTHS_S[:-2]), keys=st.integers(1, 5))
    def steady(self, stream: str, pause_s: float, keys: int) -> None:
        """Let the world run, with some records every now and then."""
        for count in (9, 1, 20):
            self.kinesis("put_records", StreamName=stream, Records=self.entries(count, keys))
            self.world.sleep(pause_s)

    @step(
        kind=st.sampled_from(get_args(Kind)),
        for_s=st.sampled_from([0.5, 4.0, 20.0]),
        rate=st.sampled_from([0.1, 0.5, 1.0]),
    )
    def trouble(self, kind: Kind, for_s: float, rate: float) -> None:
        """A fault begins now."""
        own: dict[str, Any] = OWN_SETTINGS.get(kind, {})
        self.faults.append(self.world.fault(kind, for_s=for_s, rate=rate, **own))
        if kind in BROKEN:
            self.may_break(for_s)

    @step(median_ms=st.sampled_from([0, 8, 8, 300, 4000]))
    def change_latency(self, median_ms: int) -> None:
        """At 4 s a client with a timeout of 3 s often gives up, and its request arrives all the same."""
        self.world.network.median_latency_ms = median_ms
        self.may_break(0.0)

    def may_break(self, for_s: float) -> None:
        """From now on a connection may break, and for so long after."""
        until_us = self.small.now_us + round((for_s + MARGIN_S) * limits.US_PER_S)
        self.small.connections_break_until_us = max(self.small.connections_break_until_us, until_us)
