"""A template's deployment: what is made, in which order, and what is refused before anything is made."""

import boto3
import pytest
from botocore.exceptions import ClientError

from lablib.simulator import World
from lablib.templates import TemplateError, deploy_template

SMALL = """
Parameters:
  Shards: {Type: Number, Default: 1}
  Stage: {Type: String, Default: test, AllowedValues: [test, live]}
Conditions:
  IsLive: !Equals [!Ref Stage, live]
Resources:
  Mapping:
    Type: AWS::Lambda::EventSourceMapping
    DependsOn: Alarm
    Properties:
      EventSourceArn: !GetAtt Usage.Arn
      FunctionName: !Ref Bill
      StartingPosition: TRIM_HORIZON
      BatchSize: "50"
      BisectBatchOnFunctionError: "true"
      ParallelizationFactor: !If [IsLive, 10, !Ref "AWS::NoValue"]
      DestinationConfig:
        OnFailure:
          Destination: !Sub ["arn:aws:sqs:${AWS::Region}:111122223333:${q}", {q: !GetAtt GivenUp.QueueName}]
  Alarm:
    Type: AWS::CloudWatch::Alarm
    Condition: IsLive
    Properties:
      MetricName: Errors
      Namespace: AWS/Lambda
      Dimensions: [{Name: FunctionName, Value: !Ref Bill}]
      Statistic: Sum
      Period: "60"
      EvaluationPeriods: 1
      Threshold: "0"
      ComparisonOperator: GreaterThanThreshold
  Bill:
    Type: AWS::Lambda::Function
    Properties: {Timeout: 7, DeadLetterConfig: {TargetArn: !GetAtt GivenUp.Arn}}
  GivenUp: {Type: AWS::SQS::Queue, Properties: {VisibilityTimeout: 40}}
  Usage:
    Type: AWS::Kinesis::Stream
    Properties: {ShardCount: !Ref Shards, RetentionPeriodHours: 48, Tags: [{Key: stage, Value: !Ref Stage}]}
Outputs:
  Both: {Value: !Join ["/", [!Ref Usage, !Ref Bill]]}
  Loud: {Condition: IsLive, Value: !Ref Alarm}
"""


def nothing(event, context):
    """Takes every batch."""


HANDLERS = {"Bill": nothing}


def test_each_resource_is_made_after_what_it_needs_and_with_values_in_the_apis_types():
    with World(seed=1) as world:
        stack = deploy_template(world, SMALL, HANDLERS, {"Shards": "2", "Stage": "live"})
        mapping = boto3.client("lambda").get_event_source_mapping(UUID=stack["Mapping"])
        function = boto3.client("lambda").get_function_configuration(FunctionName=stack["Bill"])
        kinesis = boto3.client("kinesis")
        stream = kinesis.describe_stream_summary(StreamName=stack["Usage"])["StreamDescriptionSummary"]
        tags = kinesis.list_tags_for_stream(StreamName=stack["Usage"])["Tags"]
        [alarm] = boto3.client("cloudwatch").describe_alarms()["MetricAlarms"]
        queue = boto3.client("sqs").get_queue_attributes(QueueUrl=stack["GivenUp"], AttributeNames=["All"])
    assert list(stack.resources) == ["Usage", "GivenUp", "Bill", "Alarm", "Mapping"]
    assert stack.outputs == {"Both": "lablib-Usage/lablib-Bill", "Loud": "lablib-Alarm"}
    assert (mapping["State"], mapping["BatchSize"], mapping["ParallelizationFactor"]) == ("Enabled", 50, 10)
    assert mapping["BisectBatchOnFunctionError"] is True
    arn = queue["Attributes"]["QueueArn"]
    assert mapping["DestinationConfig"] == {"OnFailure": {"Destination": arn}}
    assert (function["Timeout"], function["DeadLetterConfig"]) == (7, {"TargetArn": arn})
    assert (stream["OpenShardCount"], stream["RetentionPeriodHours"]) == (2, 48)
    assert tags == [{"Key": "stage", "Value": "live"}]
    assert (alarm["AlarmName"], alarm["Period"], alarm["Threshold"]) == ("lablib-Alarm", 60, 0.0)
    assert queue["Attributes"]["VisibilityTimeout"] == "40"


def test_what_has_no_value_or_an_unmet_condition_is_left_out():
    with World(seed=1) as world:
        stack = deploy_template(world, SMALL, HANDLERS)
        mapping = boto3.client("lambda").get_event_source_mapping(UUID=stack["Mapping"])
    assert "Alarm" not in stack.resources
    assert mapping["ParallelizationFactor"] == 1
    assert stack.outputs == {"Both": "lablib-Usage/lablib-Bill"}


REFUSED = {
    "a type": ("AWS::SQS::Queue", "AWS::SNS::Topic", "GivenUp: its type AWS::SNS::Topic isn't known here"),
    "a property": ("VisibilityTimeout", "Visible", "GivenUp: its property Visible isn't modelled"),
    "a function": ("!GetAtt Usage.Arn", "!ImportValue usage", "Mapping: Fn::ImportValue isn't known here"),
    "a reference": ("!Ref Bill", "!Ref Bil", "Mapping: Bil is no parameter, and no resource that is made"),
    "an attribute": ("Usage.Arn", "Usage.Name", "Mapping: attribute Name of Usage isn't known here"),
    "a condition": ("!If [IsLive,", "!If [IsLife,", "Mapping: the template has no condition IsLife"),
    "an argument": ("10, !Ref", "!Ref", "Mapping: Fn::If takes a list of 3"),
    "no text": ("!Ref Bill", "{Ref: [Bill]}", "Mapping: Ref takes a text, and here is ['Bill']"),
    "no object": (
        "GivenUp: {Type",
        "Nothing:\n  GivenUp: {Type",
        "Nothing: each entry of Resources is an object",
    ),
    "a shape": (
        "Properties: {Timeout: 7, DeadLetterConfig: {TargetArn: !GetAtt GivenUp.Arn}}",
        "Properties: [7]",
        "Bill: its Properties is [7], and has to be an object, such as {ShardCount: 2}",
    ),
    "a dependency": ("DependsOn: Alarm", "DependsOn: Alrm", "Mapping: it depends on 'Alrm', which is no res"),
    "no value": ("IsLive, Value: !Ref Alarm}", "IsLive}", "output Loud has no Value: give one"),
    "no separator": (
        '!Join ["/", [!Ref Usage, !Ref Bill]]',
        '!Split ["", !Ref Usage]',
        "output Both: Fn::Split takes a separator that isn't empty",
    ),
    "no pair": ("!GetAtt GivenUp.Arn}", "!GetAtt [[], Arn]}", "Bill: Fn::GetAtt takes a resource's name and"),
    "a condition of itself": (
        "!Equals [!Ref Stage, live]",
        "!Not [!Condition IsLive]",
        "condition IsLive depends on itself: IsLive",
    ),
    "no list": (
        '["/", [!Ref Usage, !Ref Bill]]',
        '["/", 5]',
        "output Both: Fn::Join takes a text and a list",
    ),
    "a period": (
        "Hours: 48",
        "Hours: 1",
        "Usage: RetentionPeriodHours is 1, and has to be a whole number of",
    ),
    "tags": ("[{Key: stage, Value: !Ref Stage}]", "{stage: live}", "Usage: Tags are {'stage': 'live'}, and"),
    "an output": ('"/", [!Ref Usage', '"/", [!Ref Alarm', "output Both: Alarm is no parameter"),
    "a circle": (
        "Properties: {Timeout: 7",
        "DependsOn: Mapping\n    Properties: {Timeout: 7",
        "resources refer to one another: ",
    ),
}


@pytest.mark.parametrize(("right", "wrong", "says"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_known_is_refused_before_anything_is_made(right, wrong, says):
    assert right in SMALL
    with World(seed=1) as world:
        with pytest.raises(TemplateError) as refused:
            deploy_template(world, SMALL.replace(right, wrong, 1), HANDLERS)
        assert str(refused.value).startswith(says)
        assert world.kinesis.streams == {}
        assert world.elapsed_s == 0


@pytest.mark.parametrize(
    ("parameters", "says"),
    [
        ({"Shard": 1}, "the template has no parameter Shard; it has Shards, Stage"),
        ({"Shards": "two"}, "parameter Shards is 'two', and its type is Number"),
        ({"Stage": "dev"}, "parameter Stage is 'dev', and it may be test, live"),
    ],
)
def test_a_parameter_that_cannot_be_is_refused(parameters, says):
    with World(seed=1) as world, pytest.raises(TemplateError, match=f"^{says}$"):
        deploy_template(world, SMALL, HANDLERS, parameters)


def test_handlers_are_for_the_functions_of_the_template():
    with World(seed=1) as world, pytest.raises(TemplateError) as refused:
        deploy_template(world, SMALL, {"bill": nothing})
    assert str(refused.value) == (
        "handlers are given for bill, and the template's functions are Bill: give one handler for each"
    )


@pytest.mark.parametrize("handlers", [[nothing], nothing, "Bill"])
def test_handlers_come_by_the_logical_id(handlers):
    with (
        World(seed=1) as world,
        pytest.raises(TypeError, match=r'handlers by logical id, as in \{"Bill": bill'),
    ):
        deploy_template(world, SMALL, handlers)


def everything(world):
    """The names of all that stands in a world."""
    return [
        *world.kinesis.streams,
        *world.lambda_.functions.by_name,
        *world.lambda_.mappings,
        *boto3.client("sqs").list_queues().get("QueueUrls", []),
        *boto3.client("cloudwatch").describe_alarms()["MetricAlarms"],
    ]


@pytest.mark.parametrize(
    ("right", "wrong", "resource", "says"),
    [
        ('"50"', "20000", "Mapping", "Value '20000' at 'batchSize'"),
        ("RetentionPeriodHours: 48", "RetentionPeriodHours: 9000", "Usage", "8760 hours"),
        ("TargetArn: !GetAtt GivenUp.Arn", "TargetArn: nowhere", "Bill", "nowhere"),
    ],
)
def test_what_a_service_refuses_leaves_nothing_and_says_which_resource_it_was(right, wrong, resource, says):
    with World(seed=1) as world:
        with pytest.raises(ClientError) as refused:
            deploy_template(world, SMALL.replace(right, wrong, 1), HANDLERS, {"Stage": "live"})
        assert says in str(refused.value)
        assert refused.value.__notes__ == [f"This happened while {resource} of the template was made."]
        assert everything(world) == []


def test_a_function_that_is_there_already_is_left_as_it_is():
    with World(seed=1) as world:
        world.deploy(print, name="lablib-Bill")
        with pytest.raises(TemplateError, match=r"^Bill: there is a function lablib-Bill already"):
            deploy_template(world, SMALL, HANDLERS)
        assert everything(world) == ["lablib-Bill"]


def test_a_stack_is_deleted_with_everything_in_it():
    with World(seed=1) as world:
        stack = deploy_template(world, SMALL, HANDLERS, {"Stage": "live"})
        assert len(everything(world)) == 5
        stack.delete()
        assert everything(world) == []
