"""A mapping whose function may not run: it waits and tries again, and no attempt is used up.

Source: https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html
"""

from mapping_stage import FUNCTION, HOUR_S


def free(stage):
    stage.lambda_.delete_function_concurrency(FunctionName=FUNCTION)


def test_throttles_use_up_no_attempt(stage):
    stage.begin("a", reserved=0, MaximumRetryAttempts=0)
    stage.at(10)
    free(stage)
    stage.at(30)
    assert stage.story == [
        *[(second, "throttled", 0, 1) for second in (0, 0.5, 1.5, 3.5, 7.5)],
        (15.5, "succeeded", 0, 1),
    ]


def test_throttles_are_in_their_own_metric_and_in_neither_of_the_others(stage):
    stage.begin("a", reserved=0)
    stage.at(10)
    assert stage.total("Throttles") == 5
    assert (stage.total("Invocations"), stage.total("Errors")) == (0, 0)
    assert stage.metric("InvokedEventCount") == []


def test_a_throttled_record_was_not_delivered(stage):
    stage.begin("a", reserved=0)
    stage.at(10)
    free(stage)
    stage.at(20)
    assert stage.world.ledger.delivered_again == 0
    assert stage.calls == [(15.5, ["a"])]


def test_iterator_age_grows_while_the_function_is_throttled(stage):
    stage.begin("a", reserved=0)
    stage.at(200)
    ages = [age for _, age in stage.metric("IteratorAge", "Maximum")]
    assert ages == sorted(ages)
    assert ages[-1] > 100_000


def test_throttled_records_can_be_lost_by_age_though_the_code_never_failed(stage):
    stage.begin("a", reserved=0, MaximumRecordAgeInSeconds=60)
    stage.at(120)
    assert stage.calls == []
    assert stage.story[-1] == (63.5, "discarded for age", 0, 1)
    assert stage.fates == {"dropped by age": 1}


def test_throttled_records_can_be_lost_by_retention(stage):
    stage.begin("a", reserved=0)
    stage.at(25 * HOUR_S)
    assert stage.fates == {"expired": 1}
    assert stage.world.ledger.expired_unseen == 1


def test_one_reserved_execution_serves_two_shards_in_turn(stage):
    stage.begin(shards=2, reserved=1, takes_s=0.3)
    stage.put("a", shard=0)
    stage.put("b", shard=1)
    stage.at(10)
    assert stage.story == [
        (1, "throttled", 0, 1),
        (1, "succeeded", 0, 1),
        (1.5, "succeeded", 0, 1),
    ]


def test_a_throttle_after_an_error_goes_on_with_the_longer_pauses(stage):
    def answer(names):
        stage.lambda_.put_function_concurrency(FunctionName=FUNCTION, ReservedConcurrentExecutions=0)
        raise ValueError

    stage.begin("a", MaximumRetryAttempts=1)
    stage.answer = answer
    stage.at(1.6)
    free(stage)
    stage.at(60)
    assert stage.story == [
        (0, "failed", 0, 1),
        (0.5, "throttled", 0, 1),
        (1.5, "throttled", 0, 1),
        (3.5, "failed", 0, 1),
        (3.5, "discarded after the last try", 0, 1),
    ]
