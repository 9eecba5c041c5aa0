"""The incident of lab 08: what the settings make of it, and what an unwritten answer does."""

from __future__ import annotations

from lablib.scenarios.mapping.incident_drill import Incident, play
from lablib.scenarios.mapping.malformed_hour import write_hour
from lablib.scenarios.mapping.unseen_incident import another_incident
from lablib.scenarios.replay.incident import make_stream
from lablib.simulator.world import World

NET = {"OnFailure": {"Destination": Incident().as_dict()["queue_arn"]}}
TAMED = {
    "BatchSize": 20,
    "MaximumBatchingWindowInSeconds": 14,
    "MaximumRetryAttempts": 9,
    "BisectBatchOnFunctionError": True,
    "FunctionResponseTypes": ["ReportBatchItemFailures"],
    "DestinationConfig": NET,
}


def test_the_defaults_block_and_tamed_settings_lose_nothing():
    defaults, tamed = play(Incident(), {}), play(Incident(), TAMED)
    assert defaults.waiting > 0
    assert tamed.waiting == 0
    assert tamed.lost == []
    assert tamed.messages == Incident().as_dict()["bad_events"]


def test_without_a_destination_what_is_given_up_is_lost():
    run = play(Incident(), {name: value for name, value in TAMED.items() if name != "DestinationConfig"})
    assert len(run.lost) == run.dropped > 0


def test_an_untouched_starter_survives_an_unseen_incident():
    lines = another_incident(8, 2, 30, lambda *_: ..., lambda *_: ..., lambda *_: ...)
    assert lines == ["nothing to run yet: tame or bill_batch has not been written"]


def test_an_hour_has_three_malformed_events():
    with World(7) as world:
        make_stream(2)
        written = write_hour(world, gateways=10)
        assert sum(event.cut_at is not None for event in written) == 3
        assert world.totals()["offered"] == len(written)
