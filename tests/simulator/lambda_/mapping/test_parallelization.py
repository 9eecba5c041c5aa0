"""ParallelizationFactor: several batches of a shard at once, each with the keys of one group.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html. How keys are grouped is a model.
"""

from hashlib import md5, sha256

from mapping_stage import failing

from lablib.simulator import limits

KEYS = [f"t-{number}" for number in range(40)]


def group(key, groups=4, algorithm=md5):
    return int.from_bytes(algorithm(key.encode()).digest(), "big") % groups


def in_group(number, groups=4):
    return [key for key in KEYS if group(key, groups) == number]


def test_each_invocation_has_the_keys_of_one_group_in_their_order(stage):
    stage.begin(*KEYS, ParallelizationFactor=4)
    stage.at(5)
    assert sorted(stage.calls) == sorted((0, in_group(number)) for number in range(4))


def test_the_groups_run_side_by_side(stage):
    stage.begin(*KEYS, ParallelizationFactor=4, takes_s=2)
    stage.at(5)
    assert [step[0] for step in stage.story] == [0, 0, 0, 0]
    assert stage.metric("ConcurrentExecutions", "Maximum") == [(0, 4)]


def test_a_failing_group_blocks_its_own_keys_alone(stage):
    stage.begin(*KEYS, ParallelizationFactor=4)
    bad = in_group(2)[0]
    stage.answer = failing(bad)
    stage.at(3)
    for number in range(4):
        stage.put(f"later {number}", key=in_group(number)[0])
    stage.at(7)
    later = sorted(names for second, names in stage.calls if second > 3 and bad not in names)
    assert later == [["later 0"], ["later 1"], ["later 3"]]
    assert stage.fates == {"handled": 40 - len(in_group(2)) + 3, "stored": len(in_group(2)) + 1}


def test_the_position_of_the_shard_does_not_pass_the_oldest_record_that_is_not_through(stage):
    stage.begin(*KEYS, ParallelizationFactor=4)
    bad = in_group(2)[0]
    stage.answer = failing(bad)
    stage.at(3)
    assert stage.mapping.checkpoints() == {"shardId-000000000000": 0}


def test_disabling_goes_back_to_the_position_of_the_shard_so_others_come_again(stage):
    stage.begin(*KEYS, ParallelizationFactor=4)
    bad = in_group(2)[0]
    stage.answer = failing(bad)
    stage.at(0.1)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=False)
    stage.at(10)
    stage.answer = lambda names: None
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, Enabled=True)
    stage.at(20)
    assert stage.world.ledger.handled_again == 40 - len(in_group(2))
    assert stage.fates == {"handled": 40}


def test_a_change_of_the_factor_keeps_order_and_loses_nothing(stage):
    stage.begin(*KEYS, ParallelizationFactor=4)
    stage.at(1)
    stage.lambda_.update_event_source_mapping(UUID=stage.uuid, ParallelizationFactor=1)
    stage.at(10)
    stage.put("after")
    stage.at(20)
    assert stage.calls[-1] == (11, ["after"])
    assert stage.fates == {"handled": 41}
    assert stage.world.ledger.handled_again == 0


def test_the_hash_of_the_groups_is_a_model_that_can_be_set(stage, monkeypatch):
    monkeypatch.setattr(limits, "MAPPING_GROUP_HASH", "sha256")
    stage.begin(*KEYS, ParallelizationFactor=4)
    stage.at(5)
    expected = [[key for key in KEYS if group(key, algorithm=sha256) == number] for number in range(4)]
    assert sorted(names for _, names in stage.calls) == sorted(expected)


def test_one_poll_serves_all_groups(stage):
    stage.begin(*KEYS, ParallelizationFactor=10, MetricsConfig={"Metrics": ["EventCount"]})
    stage.at(9.5)
    assert stage.metric("PolledEventCount", "SampleCount") == [(0, 10)]
    assert stage.total("PolledEventCount") == 40
