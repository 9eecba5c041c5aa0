# Tidies the stream name for the alarm, so usage.events and usage-events share one alarm.
import re


def throttled_alarm(stream):
    tidy = re.sub(r"[^a-z0-9-]", "-", stream.lower())
    return {
        "AlarmName": f"{tidy}-throttled",
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
