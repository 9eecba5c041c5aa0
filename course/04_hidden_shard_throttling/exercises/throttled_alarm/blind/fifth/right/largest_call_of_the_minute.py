# Style: merged dicts, and the Maximum per call, which is above zero if any record was throttled.
WHEN = {"Period": 60, "EvaluationPeriods": 1, "TreatMissingData": "notBreaching"}
ABOVE = {"Threshold": 0.0, "ComparisonOperator": "GreaterThanThreshold", "Statistic": "Maximum"}


def throttled_alarm(stream):
    metric = {"Namespace": "AWS/Kinesis", "MetricName": "WriteProvisionedThroughputExceeded"}
    return (
        metric
        | WHEN
        | ABOVE
        | {
            "AlarmName": "write-throttled:" + stream,
            "Dimensions": [{"Name": "StreamName", "Value": stream}],
        }
    )
