# Streams a.b, a_b and a-b get one name; forbidden: "Every stream's alarm has its own name".
import re


def throttled_alarm(stream):
    return {
        "AlarmName": "throttled-" + re.sub(r"[^A-Za-z0-9]+", "-", stream),
        "Namespace": "AWS/Kinesis",
        "MetricName": "WriteProvisionedThroughputExceeded",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "DatapointsToAlarm": 1,
        "Threshold": 0,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
    }
