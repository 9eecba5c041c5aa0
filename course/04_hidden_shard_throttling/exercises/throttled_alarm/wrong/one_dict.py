# this-stream-is-every-stream -> 04.4.one-dict
SETTINGS = {}


def throttled_alarm(stream):
    SETTINGS.update(
        {
            "AlarmName": f"{stream}-throttled",
            "Namespace": "AWS/Kinesis",
            "MetricName": "WriteProvisionedThroughputExceeded",
            "Dimensions": [{"Name": "StreamName", "Value": stream}],
            "Statistic": "Sum",
            "Period": 60,
            "ComparisonOperator": "GreaterThanThreshold",
            "Threshold": 0,
            "DatapointsToAlarm": 1,
            "EvaluationPeriods": 1,
            "TreatMissingData": "notBreaching",
        }
    )
    return SETTINGS
