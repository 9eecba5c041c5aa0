# A deep copy of a template with a five-minute memory, 1 bad minute of 5, and half a record as the threshold.
import copy

TEMPLATE = {
    "Namespace": "AWS/Kinesis",
    "MetricName": "WriteProvisionedThroughputExceeded",
    "Dimensions": [{"Name": "StreamName"}],
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 5,
    "DatapointsToAlarm": 1,
    "Threshold": 0.5,
    "ComparisonOperator": "GreaterThanThreshold",
    "TreatMissingData": "notBreaching",
    "ActionsEnabled": True,
}


def throttled_alarm(stream):
    settings = copy.deepcopy(TEMPLATE)
    settings["Dimensions"][0]["Value"] = stream
    settings["AlarmName"] = f"usage pipeline | {stream} | throttled"
    return settings
