"""A queue of messages about what a mapping gave up."""

from lablib.scenarios.fresh_world import fresh_world
from lablib.scenarios.mapping.given_up import Given, give_up


def test_a_message_speaks_of_the_whole_batch_of_a_malformed_event():
    with fresh_world(seed=5) as world:
        about = give_up(world, Given(60, (30, 33), batch_size=20))
    assert sorted(about.numbers) == [f"e{number:06d}" for number in range(20, 40)]
    assert about.bad == {"e000030", "e000033"}
    assert len(set(about.message_of.values())) == 1


def test_what_is_too_old_is_told_though_the_function_never_ran():
    with fresh_world(seed=5) as world:
        about = give_up(world, Given(30, shards=2, throttled=True))
    assert len(about.numbers) == 30
    assert about.bad == set()
