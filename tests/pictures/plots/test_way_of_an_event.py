"""The picture of the architecture has a place for every lab."""

from __future__ import annotations

import pytest

from lablib.pictures.plots import way_of_an_event
from lablib.pictures.plots.way_of_an_event import LABS, TAG_RADIUS
from lablib.teaching.course import labs

START = "00"  # the lab that shows the picture


def test_it_says_the_fleet_the_shards_and_what_the_numbers_are():
    assert way_of_an_event(60, 4).summary == "60 gateways, 4 shards; the numbers are labs 01 to 11"


def test_one_gateway_and_one_shard_are_drawn_too():
    assert way_of_an_event(1, 1).summary.startswith("1 gateway, 1 shard; ")


def test_every_lab_of_the_course_has_a_place_of_its_own():
    assert {lab.number for lab in labs()} - {START} == LABS.keys()
    gaps = [
        ((x - other_x) ** 2 + (y - other_y) ** 2) ** 0.5
        for number, (x, y) in LABS.items()
        for other, (other_x, other_y) in LABS.items()
        if number < other
    ]
    assert min(gaps) > 2 * TAG_RADIUS


def test_whoever_cannot_see_it_is_told_the_way_and_the_labs():
    drawn = way_of_an_event(60, 4)
    assert drawn.summary in drawn.alt
    assert all(number in drawn.alt for number in LABS)


@pytest.mark.parametrize(("gateways", "shards"), [(0, 4), (60, 0)])
def test_a_fleet_or_a_stream_of_none_is_an_error(gateways, shards):
    with pytest.raises(ValueError, match="give 1 or more of each"):
        way_of_an_event(gateways, shards)
