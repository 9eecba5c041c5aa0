"""Templates and answers of the AWS CLI, read."""

import json
import re

import pytest

from lablib.templates import TemplateError, Unknown, load_template, mappings_in, mappings_of_other_sources_in

CLOUDFORMATION = """
Parameters:
  Attempts: {Type: Number, Default: 5}
  Stage: {Type: String}
Resources:
  Usage: {Type: AWS::Kinesis::Stream}
  GivenUp: {Type: AWS::SQS::Queue}
  Bill:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !GetAtt Usage.Arn
      FunctionName: !Sub "bill-${Stage}"
      MaximumRetryAttempts: !Ref Attempts
      DestinationConfig: {OnFailure: {Destination: !GetAtt GivenUp.Arn}}
  Redrive:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {EventSourceArn: !GetAtt GivenUp.Arn}
"""
SAM = """
Transform: AWS::Serverless-2016-10-31
Resources:
  Bill:
    Type: AWS::Serverless::Function
    Properties:
      Events:
        Usage: {Type: Kinesis, Properties: {Stream: !ImportValue usage, BatchSize: 50}}
        Api: {Type: HttpApi}
"""


def test_a_template_has_the_mappings_of_its_streams_and_leaves_those_of_queues_out():
    [bill] = mappings_in(load_template(CLOUDFORMATION))

    assert bill.name == "Bill"
    assert bill.members["MaximumRetryAttempts"] == 5
    assert bill.members["EventSourceArn"] == Unknown("Fn::GetAtt", ["Usage", "Arn"])
    assert str(bill.members["DestinationConfig"]["OnFailure"]["Destination"]) == "!GetAtt GivenUp.Arn"


def test_a_parameter_is_its_given_value_or_its_default_and_without_either_unknown():
    def named(**given: str) -> object:
        return mappings_in(load_template(CLOUDFORMATION, given))[0].members["FunctionName"]

    assert named(Stage="live") == "bill-live"
    assert named() == Unknown("Fn::Sub", "bill-${Stage}")


BY_STAGE = """
Parameters:
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  UsageArn: {Type: "AWS::SSM::Parameter::Value<String>", Default: /streams/usage}
Mappings: {ByStage: {dev: {Attempts: 2}, prod: {Attempts: 10}}}
Conditions: {IsProd: !Equals [!Ref Stage, prod]}
Resources:
  Bill:
    Type: AWS::Lambda::EventSourceMapping
    Properties:
      EventSourceArn: !Ref UsageArn
      MaximumRetryAttempts: !FindInMap [ByStage, !Ref Stage, Attempts]
      ParallelizationFactor: !Select [1, !Split [",", "1,3"]]
      BatchSize: !If [IsProd, 500, !Ref AWS::NoValue]
      DestinationConfig: !If [IsProd, {OnFailure: {Destination: !GetAtt GivenUp.Arn}}, !Ref AWS::NoValue]
      MetricsConfig: !If [Elsewhere, {Metrics: [EventCount]}, {}]
  Audit:
    Type: AWS::Lambda::EventSourceMapping
    Condition: IsProd
    Properties: {EventSourceArn: !Ref UsageArn}
"""


def test_functions_of_what_is_known_are_filled_in_and_the_rest_stays_unknown():
    [dev] = mappings_in(load_template(BY_STAGE))
    prod, audit = mappings_in(load_template(BY_STAGE, {"Stage": "prod"}))

    assert dev.members["EventSourceArn"] == Unknown("Ref", "UsageArn")
    assert (dev.members["MaximumRetryAttempts"], dev.members["ParallelizationFactor"]) == (2, "3")
    assert not {"BatchSize", "DestinationConfig"} & dev.members.keys()
    assert isinstance(dev.members["MetricsConfig"], Unknown)
    assert (prod.members["MaximumRetryAttempts"], prod.members["BatchSize"], audit.name) == (10, 500, "Audit")
    destination = prod.members["DestinationConfig"]["OnFailure"]["Destination"]
    assert destination == Unknown("Fn::GetAtt", ["GivenUp", "Arn"])


def test_a_value_that_a_parameter_may_not_have_is_refused():
    with pytest.raises(TemplateError, match="parameter Stage is 'test', and it may be dev, prod"):
        load_template(BY_STAGE, {"Stage": "test"})


def test_sam_names_a_mapping_by_its_function_and_its_event():
    [usage] = mappings_in(load_template(SAM))

    assert (usage.name, usage.members["BatchSize"]) == ("BillUsage", 50)
    assert usage.members["EventSourceArn"] == Unknown("Fn::ImportValue", "usage")


def test_the_answers_of_the_command_line_are_read_one_or_many():
    one = {"UUID": "a-1", "EventSourceArn": "arn:aws:kinesis:eu-central-1:1:stream/usage", "BatchSize": 7}
    queue = one | {"EventSourceArn": "arn:aws:sqs:eu-central-1:1:usage"}

    assert mappings_in(load_template(json.dumps(one)))[0].is_deployed
    many = load_template(json.dumps({"EventSourceMappings": [queue, one]}))
    assert [each.members["BatchSize"] for each in mappings_in(many)] == [7]


def test_what_reads_another_source_is_told_apart_also_in_a_sam_function():
    events = {"Jobs": {"Type": "SQS"}, "Web": {"Type": "Api"}, "Usage": {"Type": "Kinesis"}}
    bill = {"Type": "AWS::Serverless::Function", "Properties": {"Events": events}}
    template = load_template(json.dumps({"Resources": {"Bill": bill}}))

    assert [each.name for each in mappings_in(template)] == ["BillUsage"]
    assert [each.name for each in mappings_of_other_sources_in(template)] == ["BillJobs"]


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "neither JSON nor YAML"),
        ("- 1", "outermost value is list"),
        ("", "the file is empty"),
        ("Resources: {Usage: 1}", "Usage is 1: it has to be an object"),
        ("Resources: {'Fn::ForEach::Maps': [1], Usage: {}}", "Remedy: aws cloudformation get-template"),
        ("BatchSize: 3", "no template"),
        ("Resources: {Usage: {Type: AWS::Kinesis::Stream}}", "no event source mapping"),
        ("Resources: {1: 2}", "1 is 2: it has to be an object"),
        ("AWSTemplateFormatVersion: 2010-13-09", "neither JSON nor YAML: month must be in 1..12"),
        ("[" * 5_000, "nested too deeply"),
        ("Parameters: {Stage: live}", "Stage: each entry of Parameters is an object, and here is 'live'"),
        ("Parameters: [Stage]", "Parameters is ['Stage'], and has to be an object"),
        ("Conditions: IsLive\nResources: {}", "Conditions is 'IsLive', and has to be an object"),
        ("Mappings: {ByStage: 5}\nResources: {}", "ByStage: each entry of Mappings is an object"),
    ],
)
def test_a_file_that_describes_no_mapping_is_refused_with_the_reason(text: str, says: str):
    with pytest.raises(TemplateError, match=re.escape(says)):
        mappings_in(load_template(text))


@pytest.mark.parametrize(
    "given",
    [
        "!Sub ['${x}', 5]",
        "!Sub [5, {}]",
        "!Split ['', a/b]",
        "!Split [[], a/b]",
        "!Join [[], [a]]",
        "!GetAtt [[], Arn]",
        "!Ref []",
        "!If [Circle, 1, 2]",
    ],
)
def test_a_function_that_nobody_can_resolve_is_unknown_and_its_mapping_is_reviewed(given: str):
    text = f"""
Conditions: {{Circle: !Not [!Condition Round], Round: !Condition Circle}}
Resources:
  Bill:
    Type: AWS::Lambda::EventSourceMapping
    Properties: {{EventSourceArn: {given}, FunctionName: {given}}}
"""
    [bill] = mappings_in(load_template(text))
    assert isinstance(bill.members["FunctionName"], Unknown)


def test_a_parameter_that_the_template_does_not_have_is_refused():
    with pytest.raises(TemplateError, match="no parameter Stages; it has Attempts, Stage"):
        load_template(CLOUDFORMATION, {"Stages": "live"})
