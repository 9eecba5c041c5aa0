"""Templates and answers of the AWS CLI, read."""

import json

import pytest

from lablib.templates import TemplateError, Unknown, load_template, mappings_in

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


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{", "neither JSON nor YAML"),
        ("- 1", "outermost value is list"),
        ("BatchSize: 3", "no template"),
        ("Resources: {Usage: {Type: AWS::Kinesis::Stream}}", "none of the file's 0"),
    ],
)
def test_a_file_that_describes_no_mapping_is_refused_with_the_reason(text: str, says: str):
    with pytest.raises(TemplateError, match=says):
        mappings_in(load_template(text))


def test_a_parameter_that_the_template_does_not_have_is_refused():
    with pytest.raises(TemplateError, match="no parameter Stages; it has Attempts, Stage"):
        load_template(CLOUDFORMATION, {"Stages": "live"})
