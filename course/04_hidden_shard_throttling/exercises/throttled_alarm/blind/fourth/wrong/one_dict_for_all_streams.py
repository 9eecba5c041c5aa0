# Fills in one template and returns it, so the settings made for a first stream turn into those of the second.
SETTINGS = {
    "Namespace": "AWS/Kinesis",
    "MetricName": "WriteProvisionedThroughputExceeded",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "DatapointsToAlarm": 1,
    "Threshold": 0,
    "ComparisonOperator": "GreaterThanThreshold",
    "TreatMissingData": "notBreaching",
}


def throttled_alarm(stream):
    SETTINGS["AlarmName"] = f"{stream}-throttled"
    SETTINGS["Dimensions"] = [{"Name": "StreamName", "Value": stream}]
    return SETTINGS
