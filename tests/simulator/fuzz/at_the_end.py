"""The end of a run: trouble stops, the mappings get time to drain their streams, and then all must fit."""

from __future__ import annotations

from counted import check_mapping, check_streams
from fuzz_base import STREAMS, FuzzBase
from mapped import Mapped
from read_back import check_reading

from lablib.simulator import limits
from lablib.simulator.ledger.fates import Fate

REST_S = 30
"""A change of a mapping waits for the pause after a failure, which takes up to 16 s here, and a handler."""
DRAIN_S = 140
"""Less than the shortest retention, so that much of what was stored is still there."""


class AtTheEnd(FuzzBase):
    """The end of a run, whatever its steps were."""

    def teardown(self) -> None:
        """The end of a run that found nothing so far; closes the world in any case."""
        if self.small is None:
            return
        try:
            if self.is_sound:
                with self.small.virtual():
                    self._end()
        finally:
            self.small.close()

    def _end(self) -> None:
        world = self.world
        self._heal()
        world.sleep(DRAIN_S)
        world.join(*self.producers)
        world.sleep(5)
        self.the_ledger_sums_to_zero_and_agrees_with_the_wire()
        self.no_flow_fails()
        self.checkpoints_never_go_back()
        totals = world.ledger.totals(self.small.now_us)
        assert totals[Fate.IN_FLIGHT] == 0
        for mapped in self.living:
            check_at_least_once(mapped, self.small.now_us)
        self._check_handled()
        for life in self.lives():
            check_reading(self.small, life)
        check_streams(self.small, set(STREAMS))
        for mapped in self.mapped:
            check_mapping(self.small, mapped)

    def _heal(self) -> None:
        """Faults end, functions do well, mappings run."""
        for fault in self.faults:
            self.world.faults.remove(fault)
        self.world.network.median_latency_ms = limits.LATENCY_MEDIAN_MS
        self.world.sleep(REST_S)
        for mapped in self.living:
            mapped.function.behaviors = ["well"]
            self.lambda_("delete_function_concurrency", FunctionName=mapped.function.name)
            answer = self.lambda_("get_event_source_mapping", UUID=mapped.uuid)
            assert answer is not None
            if answer["State"] != "Enabled":
                answer = self.lambda_("update_event_source_mapping", UUID=mapped.uuid, Enabled=True)
                assert answer is not None

    def _check_handled(self) -> None:
        """The ledger's handled records are those that some function dealt with, no more and no less."""
        handled = {
            record.number
            for mapped in self.mapped
            for invocation in mapped.function.invocations
            for record in invocation.handled
        }
        assert self.world.ledger.totals(self.small.now_us)[Fate.HANDLED] == len(handled)
        given = [
            record.number
            for mapped in self.mapped
            for invocation in mapped.function.invocations
            for record in invocation.records
        ]
        assert self.world.ledger.delivered_again == len(given) - len(set(given))


def check_at_least_once(mapped: Mapped, now_us: int) -> None:
    """Every record that is still there was handled, or has an excuse that the mapping's settings give."""
    floor_us = mapped.life.floor_us(now_us)
    start_us = first_owed_us(mapped)
    delay_us = 10 * limits.US_PER_S
    for copy in mapped.life.copies:
        if not max(floor_us, start_us) <= copy.arrival_us < now_us - delay_us:
            continue
        if mapped.is_filtered and copy.number % 2:
            continue
        if copy.sequence in mapped.handled:
            continue
        if mapped.is_limited and (mapped.has_age or copy.sequence in mapped.given):
            continue
        raise AssertionError(f"{mapped.function.name} never handled {copy}, settings {mapped.settings}")


def first_owed_us(mapped: Mapped) -> int:
    """Records that arrived before are none of the mapping's business."""
    start = mapped.mapping.starting_position
    assert start.began_us is not None
    if start.kind == "LATEST":
        return int(start.began_us) + 1
    return 0 if start.at_us is None else int(start.at_us)
