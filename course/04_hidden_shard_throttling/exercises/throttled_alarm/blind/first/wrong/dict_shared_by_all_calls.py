# Fills a module dict and returns it: the second stream's call changes the first one's alarm.
ALARM = {
    "Namespace": "AWS/Kinesis",
    "MetricName": "WriteProvisionedThroughputExceeded",
    "Statistic": "Sum",
    "Period": 60,
    "EvaluationPeriods": 1,
    "Threshold": 0,
    "ComparisonOperator": "GreaterThanThreshold",
    "TreatMissingData": "notBreaching",
}


def throttled_alarm(stream):
    ALARM["AlarmName"] = f"{stream}-throttled"
    ALARM["Dimensions"] = [{"Name": "StreamName", "Value": stream}]
    return ALARM
