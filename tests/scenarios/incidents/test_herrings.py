"""Red herrings catch the eye and do no harm."""

from __future__ import annotations

import pytest

from lablib import World
from lablib.scenarios.incidents import looking, slo
from lablib.scenarios.incidents.herrings import HERRINGS
from lablib.scenarios.incidents.judge import measure
from lablib.scenarios.incidents.scale import policies
from lablib.scenarios.incidents.setup import Setup
from lablib.scenarios.incidents.system import System

BEGINS_MIN, PLAYED_MIN = 10, 40


@pytest.fixture(scope="module")
def system():
    """All of them in one night without a cause, at its end."""
    setup = Setup()
    with World(seed=7, policies=policies(setup)) as world:
        world.metrics.visible_after_s = slo.SEEN_AFTER_S
        played = System(world, setup)
        played.books.open()
        played.start(1.0)
        for number, herring in enumerate(HERRINGS.values()):
            herring.begin(played, BEGINS_MIN + number)
        world.sleep(PLAYED_MIN * 60 - world.elapsed_s)
        yield played
        played.books.close()


def shown(system, source, **which):
    """The rows of a look."""
    return looking.look(system, source, looking.chosen(source, which))[1]


def test_nothing_is_lost_or_billed_twice_or_late(system):
    result = measure(system)
    assert (result.events_lost, result.billed_twice, result.minutes_outside_slo) == (0, 0, 0)


def test_an_empty_child_shard_shows_a_day_of_age_for_four_minutes(system):
    ages = shown(system, "metric", name="GetRecords.IteratorAgeMilliseconds", statistic="Maximum")
    assert [at for at, age_ms in ages if age_ms > 3_600_000] == ["00:10", "00:11", "00:12", "00:13"]


def test_a_service_event_leaves_calls_that_failed_and_a_line_of_aws(system):
    success = shown(system, "metric", name="PutRecords.Success", statistic="Average")
    failed = [at for at, share in success if share < 1]
    assert failed
    assert "00:11" <= failed[0] <= failed[-1] <= "00:16"
    assert any(text.startswith("AWS Health") for _, text in shown(system, "deploys"))


def test_a_neighbor_leaves_throttles_of_the_booking_function(system):
    throttled = {at for at, count in shown(system, "metric", name="Throttles") if count > 0}
    assert throttled
    assert throttled <= {f"00:{minute}" for minute in range(12, 20)}


def test_the_change_log_has_changes_that_concern_nothing(system):
    changes = [text for _, text in shown(system, "deploys")]
    assert "resharded the test stream from 4 to 2 shards" in changes
    assert "deployed ops-dashboards d112" in changes
