"""FilterCriteria: where it happens, what a pattern may say, every operator, every row of the table of forms.

Sources: https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html and
https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html. What is refused, and the forms that
the first page leaves out: https://github.com/aws/event-ruler (JsonRuleCompiler).
"""

import json

import pytest
from mapping_stage import ARN, FUNCTION

from lablib.simulator.api.errors import AwsError
from lablib.simulator.kinesis.state.record_log import RecordLog
from lablib.simulator.lambda_.mapping.filters import Filters


def matches(pattern, data):
    """Whether a record with this data (bytes, or what becomes JSON) passes a pattern, or several."""
    patterns = pattern if isinstance(pattern, list) else [pattern]
    texts = tuple(each if isinstance(each, str) else json.dumps(each) for each in patterns)
    log = RecordLog()
    content = data if isinstance(data, bytes) else json.dumps(data).encode()
    log.append(
        49590338271490256608559692538361571095921575989136588898, "tenant", content, 1_793_577_600_123_456, 0
    )
    return Filters(texts).match(log, 0)


def on_data(rule, data):
    return matches({"data": rule}, data)


@pytest.mark.parametrize(
    ("rule", "wanted", "unwanted"),
    [
        # null, empty, equals
        ([None], [None], ["", 0, False]),
        ([""], [""], [None, "x"]),
        (["EU"], ["EU"], ["eu", "EUR", 1]),
        ([True], [True], [False, 1, "true"]),
        # or, within one field
        (["EU", "US"], ["EU", "US"], ["AP"]),
        # ignoring case, beginning, end
        ([{"equals-ignore-case": "eu"}], ["EU", "eU"], ["e", 1, None]),
        ([{"prefix": "t-0"}], ["t-0", "t-0042"], ["t-1", 0]),
        ([{"suffix": ".png"}], ["a.png"], ["a.jpg", 0]),
        # not
        ([{"anything-but": ["EU", "US"]}], ["AP", 6, None, True], ["EU", "US"]),
        ([{"anything-but": [5, 6]}], [7, "5", None, 1e12], [5, 6, 5.0]),
        ([{"anything-but": "EU"}], ["US"], ["EU"]),
        ([{"anything-but": 5}], ["US", 6], [5]),
        ([{"anything-but": {"prefix": "t-"}}], ["x", 5], ["t-1"]),
        ([{"anything-but": {"suffix": [".png", ".jpg"]}}], ["a.gif", 5], ["a.png", "a.jpg"]),
        ([{"anything-but": {"equals-ignore-case": "eu"}}], ["US", 5], ["EU", "eu"]),
        # forms that Lambda's page leaves out
        ([{"exactly": "EU"}], ["EU"], ["eu", 5]),
        ([{"prefix": {"equals-ignore-case": "T-"}}], ["t-1", "T-1"], ["x"]),
        ([{"suffix": {"equals-ignore-case": ".PNG"}}], ["a.png"], ["a.jpg"]),
        # numbers
        ([{"numeric": ["=", 100]}], [100, 100.0], [99, "100"]),
        ([{"numeric": ["<", 10]}], [9.99, -1], [10, "9"]),
        ([{"numeric": ["<=", 10]}], [10, 0], [10.01]),
        ([{"numeric": [">", 0.1]}], [0.11, 1e3], [0.1]),
        ([{"numeric": [">=", 400]}], [400, 503.0], [399]),
        ([{"numeric": [">", 10, "<=", 20]}], [10.5, 20], [10, 20.5]),
        ([{"numeric": [">", 10]}], [5e9], [5_000_000_001, 10.0000001]),  # beyond what AWS compares
        # arrays: one of their elements is enough
        (["a"], [["b", "a"], ["a"]], [["b"], []]),
        ([{"numeric": [">", 5]}], [[1, 6]], [[1, 2]]),
    ],
    ids=str,
)
def test_an_operator_wants_these_values_and_not_those(rule, wanted, unwanted):
    pattern = {"value": rule}
    assert [value for value in wanted + unwanted if on_data(pattern, {"value": value})] == wanted


def test_exists_works_on_leaves_alone():
    there, absent = {"value": [{"exists": True}]}, {"value": [{"exists": False}]}
    data = [{"value": 1}, {"value": None}, {"value": {"deeper": 1}}, {}]
    assert [on_data(there, each) for each in data] == [True, True, False, False]
    assert [on_data(absent, each) for each in data] == [False, False, True, True]


def test_a_list_is_what_it_holds_and_what_the_lists_in_it_hold():
    # event-ruler's Event: traverseArray goes into arrays within arrays, and an empty one adds no field
    data = [
        {"value": [1, 2]},
        {"value": [[1], [[2]]]},
        {"value": [[], {}]},
        {"value": []},
        {"value": [[], 1]},
    ]
    assert [on_data({"value": [2]}, each) for each in data] == [True, True, False, False, False]
    absent = {"value": [{"exists": False}]}
    assert [on_data(absent, each) for each in data] == [False, False, True, True, False]
    assert on_data({"value": {"deeper": [{"exists": False}]}}, {"value": []})


@pytest.mark.parametrize("number", [b"1e400", b"-1e1000000", b"1e1000000000000000000000", b"9" * 40])
def test_a_number_in_the_data_that_no_comparison_can_hold_matches_none(number):
    assert not matches({"data": {"value": [{"numeric": [">", 1]}]}}, b'{"value": %s}' % number)
    assert not matches({"data": {"value": [{"numeric": ["<", 1]}]}}, b'{"value": %s}' % number)
    assert matches({"data": {"value": [{"anything-but": 1}]}}, b'{"value": %s}' % number)


def test_numbers_are_equal_when_they_are_written_alike():
    assert [
        matches(f'{{"data": {{"value": [{pattern}]}}}}', b'{"value": %s}' % data)
        for pattern in ("300", "300.0", "3.0e2")
        for data in (b"300", b"300.0", b"3.0e2")
    ] == [True, False, False, False, True, False, False, False, True]


def test_keys_of_one_pattern_must_all_hold():
    rule = {"region": ["EU"], "status": [{"numeric": [">=", 500]}]}
    assert on_data(rule, {"region": "EU", "status": 503})
    assert not on_data(rule, {"region": "EU", "status": 200})
    assert not on_data(rule, {"status": 503})


def test_or_across_fields_needs_one_of_them():
    rule = {"service": ["chat"], "$or": [{"region": ["EU"]}, {"status": [{"numeric": [">=", 500]}]}]}
    data = [("chat", "EU", 200), ("chat", "US", 503), ("chat", "US", 200), ("code", "EU", 503)]
    wanted = [on_data(rule, dict(zip(("service", "region", "status"), each, strict=True))) for each in data]
    assert wanted == [True, True, False, False]


def test_or_at_the_first_level_reaches_across_several_patterns_for_data():
    rule = {"$or": [{"data": {"status": [500]}}, {"data": {"plan": ["vip"]}}]}
    assert [matches(rule, each) for each in ({"status": 500}, {"plan": "vip"}, {})] == [True, True, False]


def test_one_of_several_filters_is_enough():
    filters = [{"data": {"a": [1]}}, {"data": {"b": [1]}}]
    assert matches(filters, {"b": 1})
    assert not matches(filters, {"a": 2, "b": 2})


def test_a_pattern_goes_into_objects_and_into_lists_of_them():
    rule = {"usage": {"model": {"name": ["swift"]}}}
    assert on_data(rule, {"usage": {"model": {"name": "swift"}}})
    assert on_data(rule, {"usage": [{"model": {"name": "sage"}}, {"model": {"name": "swift"}}]})
    assert not on_data(rule, {"usage": {"model": "swift"}})


@pytest.mark.parametrize(
    "pattern",
    [
        {"partitionKey": ["tenant"]},
        {"sequenceNumber": [{"prefix": "4959"}]},
        {"approximateArrivalTimestamp": [{"numeric": [">", 0]}]},
        {"eventID": [{"prefix": "shardId-000000000000"}]},
        {"eventName": ["aws:kinesis:record"]},
        {"partitionKey": ["tenant"], "data": {"a": [1]}},
        {"$or": [{"data": {"a": [1]}}, {"partitionKey": ["tenant"]}]},
    ],
    ids=json.dumps,
)
def test_a_filter_on_metadata_is_refused_by_name(pattern):
    """ "Kinesis event source mappings only support filtering on the `data` key" (with-kinesis-filtering).

    What AWS does with another key is not published, so nothing here may depend on it.
    """
    with pytest.raises(AwsError, match=r"does not model a filter on \w+: .* only the key data\. Remedy: "):
        Filters((json.dumps(pattern),))


@pytest.mark.parametrize("root", ["kinesis", "Records", "body"])
def test_a_pattern_for_the_event_that_the_function_gets_finds_nothing(root):
    assert not matches({root: {"data": {"a": [1]}}}, {"a": 1})
    assert not matches({root: [{"exists": True}]}, {"a": 1})


# --- the table of forms --------------------------------------------------------------------------------


def test_json_data_and_a_json_pattern_are_compared():
    assert on_data({"temperature": [{"numeric": [">", 50]}]}, {"temperature": 51})
    assert not on_data({"temperature": [{"numeric": [">", 50]}]}, {"temperature": 50})


@pytest.mark.parametrize(
    "data", [b"hello", b"", b"\xff\xfe\x00", b"NaN", b'{"a": NaN}', b"[" * 100_000], ids=lambda data: data[:6]
)
def test_data_that_is_no_json_is_dropped_by_a_pattern_for_data(data):
    assert not matches({"data": {"a": [{"exists": False}]}}, data)
    assert matches([{"data": {"a": [{"exists": False}]}}, {"other": [{"exists": False}]}], data)


def test_data_nested_too_deep_to_be_read_is_dropped_like_data_that_is_no_json():
    deep = b'{"a": ' + b"[" * 950 + b"]" * 950 + b"}"
    assert not matches({"data": {"a": {"b": [1]}}}, deep)


@pytest.mark.parametrize(
    "pattern",
    [
        "hello",
        "",
        "[]",
        "[1]",
        '"text"',
        "{}",
        '{"data": "text"}',
        '{"data": {}}',
        '{"data": {"a": 5}}',
        '{"data": {"a": []}}',
        '{"data": {"a": [[1]]}}',
        '{"data": {"a": [{}]}}',
        '{"data": {"a": [{"prefix": "x", "suffix": "y"}]}}',
        '{"data": {"a": [{"like": "x"}]}}',
        '{"data": {"a": [{"prefix": 5}]}}',
        '{"data": {"a": [{"suffix": null}]}}',
        '{"data": {"a": [{"equals-ignore-case": ["x"]}]}}',
        '{"data": {"a": [{"exists": "yes"}]}}',
        '{"data": {"a": [{"numeric": 5}]}}',
        '{"data": {"a": [{"numeric": [">"]}]}}',
        '{"data": {"a": [{"numeric": [">", "5"]}]}}',
        '{"data": {"a": [{"numeric": ["!", 5]}]}}',
        '{"data": {"a": [{"numeric": [[], 5]}]}}',
        '{"data": {"a": [{"numeric": []}]}}',
        '{"data": {"a": [{"numeric": [">", 1, "<"]}]}}',
        '{"data": {"a": [{"numeric": [">", 5, "<", 1]}]}}',
        '{"data": {"a": [{"numeric": [">=", 5, "<=", 5]}]}}',
        '{"data": {"a": [{"numeric": ["<", 5, ">", 1]}]}}',
        '{"data": {"a": [{"numeric": [">", 1, ">", 5]}]}}',
        '{"data": {"a": [{"numeric": ["=", 1, "<", 5]}]}}',
        '{"data": {"a": [{"numeric": [">", 1, "=", 5]}]}}',
        '{"data": {"a": [{"numeric": [">", 1, "<", 5, "<", 6]}]}}',
        '{"data": {"a": [{"numeric": ["=", 5000000001]}]}}',
        '{"data": {"a": [{"numeric": ["<", -5000000001]}]}}',
        '{"data": {"a": [{"numeric": ["=", 0.0000001]}]}}',
        '{"data": {"a": [{"numeric": ["=", 1e999999999999999999999]}]}}',
        '{"data": {"a": [{"anything-but": []}]}}',
        '{"data": {"a": [{"anything-but": ["a", 1]}]}}',
        '{"data": {"a": [{"anything-but": null}]}}',
        '{"data": {"a": [{"anything-but": [null]}]}}',
        '{"data": {"a": [{"anything-but": true}]}}',
        '{"data": {"a": [{"anything-but": [false]}]}}',
        '{"data": {"a": [{"anything-but": [[1]]}]}}',
        '{"data": {"a": [{"anything-but": [{"prefix": "x"}]}]}}',
        '{"data": {"a": [{"anything-but": 5000000001}]}}',
        '{"data": {"a": [{"anything-but": {}}]}}',
        '{"data": {"a": [{"anything-but": {"like": "x"}}]}}',
        '{"data": {"a": [{"anything-but": {"prefix": ""}}]}}',
        '{"data": {"a": [{"anything-but": {"suffix": ["x", ""]}}]}}',
        '{"data": {"a": [{"anything-but": {"prefix": 5}}]}}',
        '{"data": {"a": [{"anything-but": {"equals-ignore-case": [5]}}]}}',
        '{"data": {"a": [{"anything-but": {"prefix": "x", "suffix": "y"}}]}}',
        '{"data": {"a": [{"prefix": {"suffix": "x"}}]}}',
        '{"data": {"a": [{"suffix": {"equals-ignore-case": 5}}]}}',
        '{"data": {"a": [{"exactly": 5}]}}',
        '{"data": {"a": [{"exists": null}]}}',
        '{"data": {"a": [1, {}]}}',
        '{"$or": {"data": {"a": [1]}}}',
        '{"$or": null}',
        '{"$or": []}',
        '{"$or": [5]}',
        '{"$or": [{"data": {"a": [1]}}]}',
        '{"$or": [{"data": {"a": [1]}}, {}]}',
        '{"$or": [{"data": {"a": [1]}}, 5]}',
        '{"data": {"$or": [{"a": [1]}]}}',
        '{"data": {"$or": [{"a": [1]}, {"prefix": ["x"]}]}}',
        '{"data": {"$or": [{"a": [1]}, {"b": {"numeric": ["x"]}}]}}',
        '{"data": {"$or": [{"a": [1]}, {"$or": [{"b": [1]}]}]}}',
        '{"a": ' * 500 + "[1]" + "}" * 500,
        "[" * 4_000,
    ],
    ids=lambda pattern: pattern[:60],
)
def test_a_pattern_that_is_none_is_an_error_when_the_mapping_is_made(pattern):
    with pytest.raises(AwsError, match=r"Invalid filter pattern definition\.$"):
        Filters((pattern,))


@pytest.mark.parametrize("operator", ["wildcard", "cidr"])
def test_an_operator_that_only_event_bridge_documents_is_refused_by_name(operator):
    with pytest.raises(AwsError, match=f"does not model {operator} in a filter"):
        Filters((json.dumps({"data": {"a": [{operator: "x*"}]}}),))


def test_a_pattern_may_be_a_hundred_objects_deep():
    deep = "[1]"
    data: object = 1
    for _ in range(98):
        deep, data = f'{{"a": {deep}}}', {"a": data}
    assert matches(f'{{"data": {deep}}}', data)


def test_the_error_of_a_bad_pattern_reaches_the_caller(stage):
    stage.make()
    assert stage.refused(
        "create_event_source_mapping",
        EventSourceArn=ARN,
        FunctionName=FUNCTION,
        StartingPosition="LATEST",
        FilterCriteria={"Filters": [{"Pattern": "hello"}]},
    ) == ("InvalidParameterValueException", 400, "Invalid filter pattern definition.")


def test_of_two_equal_keys_the_last_one_wins():
    assert matches('{"data": {"a": [1], "a": [2]}}', {"a": 2})


# --- where it happens ----------------------------------------------------------------------------------


def only(*names):
    return {"Filters": [{"Pattern": json.dumps({"data": {"name": list(names)}})}]}


def test_records_are_filtered_before_they_are_batched_and_dropped_for_good(stage):
    stage.begin("a", "x", "b", "y", "c", "d", BatchSize=2, FilterCriteria=only("a", "b", "c", "d"))
    stage.at(5)
    assert [names for _, names in stage.calls] == [["a", "b"], ["c", "d"]]
    assert stage.fates == {"handled": 4, "filtered out": 2}


def test_what_does_not_match_costs_no_invocation_and_the_position_moves_past_it(stage):
    stage.begin("x", "y", FilterCriteria=only("a"), MetricsConfig={"Metrics": ["EventCount"]})
    stage.at(5)
    assert (stage.calls, stage.total("Invocations")) == ([], 0)
    assert stage.mapping.checkpoints() == {"shardId-000000000000": 2}
    assert (stage.total("PolledEventCount"), stage.total("FilteredOutEventCount")) == (2, 2)


def test_what_does_not_match_never_reaches_a_destination(stage):
    import boto3

    boto3.client("sqs").create_queue(QueueName="failed")
    stage.begin(
        "x",
        FilterCriteria=only("a"),
        DestinationConfig={"OnFailure": {"Destination": "arn:aws:sqs:us-east-1:111122223333:failed"}},
        MaximumRecordAgeInSeconds=60,
    )
    stage.at(200)
    assert stage.fates == {"filtered out": 1}
