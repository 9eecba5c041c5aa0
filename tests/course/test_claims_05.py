"""What lab 05 claims about packing, held against the simulator."""

from __future__ import annotations

from functools import cache

import pytest

from lablib.scenarios.capacity import Plan, capacity_run, incident_day, packed_by_gateway
from lablib.scenarios.shards import packed_minute


@cache
def minute(by):
    return packed_minute(7, shards=4, gateways=60, by=by)


@pytest.mark.nightly
def test_packed_by_tenant_a_tenant_stays_in_a_shard_and_by_gateway_it_does_not():
    assert (minute("tenant").shards, minute("gateway").shards) == (1, 4)


@pytest.mark.nightly  # lab 05's stored output shows the minute
def test_packing_loses_no_event_of_the_minute_and_pays_for_fewer_units():
    event, tenant, gateway = map(minute, ("event", "tenant", "gateway"))
    assert event.throttled > 1_000
    assert event.payload_units == event.records == event.events == tenant.events == gateway.events
    assert (tenant.throttled, gateway.throttled) == (0, 0)
    assert gateway.payload_units * 50 < tenant.payload_units * 5 < event.payload_units * 2
    assert gateway.largest > tenant.largest > event.largest == 1


def test_a_way_to_pack_that_is_none_is_named():
    with pytest.raises(ValueError, match=r"by is 'shard': choose one of event, tenant, gateway"):
        packed_minute(7, 4, 60, "shard")


def test_the_packed_day_has_the_bytes_of_all_events_and_fits_into_one_shard():
    day = incident_day(7, hot_keys=1)
    packed = packed_by_gateway(day)
    assert packed.per_s.max() == 60
    assert (packed.per_s * packed.record_bytes >= day.per_s * day.record_bytes).all()
    assert capacity_run(packed, Plan(shards=1)).throttled == 0
