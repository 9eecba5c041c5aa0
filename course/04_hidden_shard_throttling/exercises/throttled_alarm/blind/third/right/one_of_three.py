# One bad minute of three: it rings as early, and is quiet three minutes after the last one.


def throttled_alarm(stream):
    metric = {"Namespace": "AWS/Kinesis", "MetricName": "WriteProvisionedThroughputExceeded"}
    patience = {"Period": 60, "EvaluationPeriods": 3, "DatapointsToAlarm": 1}
    limit = {"Statistic": "Sum", "ComparisonOperator": "GreaterThanThreshold", "Threshold": 0.0}
    words = {
        "AlarmName": f"Kinesis stream {stream} throttles its writers",
        "AlarmDescription": f"At least one record of {stream} had no room in its shard.",
    }
    of_stream = {"Dimensions": [{"Name": "StreamName", "Value": stream}]}
    return metric | patience | limit | words | of_stream | {"TreatMissingData": "notBreaching"}
