"""A mapping that a check runs: what it says of a good one, and of one that cannot be made."""

from lablib.teaching.checks.mapping import STARTS_US, run_mapping
from lablib.traffic.steady_rate import steady


def test_every_event_is_delivered_once_a_window_and_shard():
    run = run_mapping(
        steady(20, 60, seed=1, start_us=STARTS_US),
        {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": 10},
    )
    assert run.error is None
    assert run.records == len(steady(20, 60, seed=1, start_us=STARTS_US))
    assert 4 * 6 <= len(run.deliveries) <= 4 * 7  # four shards; the beginning may cut a window in two
    assert 9 < run.oldest_s < 12


def test_settings_that_no_mapping_takes_are_an_error_and_nothing_runs():
    for settings in ({"BatchSize": 0}, {"Window": 3}, {"FunctionName": "another"}):
        run = run_mapping(steady(1, 5, seed=1, start_us=STARTS_US), settings)
        assert run.error is not None
        assert not run.deliveries
