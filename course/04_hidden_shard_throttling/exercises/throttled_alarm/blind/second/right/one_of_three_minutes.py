# Style: built step by step; one bad minute of three, so that the alarm stays for a few minutes.
def throttled_alarm(stream):
    alarm = {"AlarmName": "no room: " + stream, "Namespace": "AWS/Kinesis"}
    alarm["MetricName"] = "WriteProvisionedThroughputExceeded"
    alarm["Dimensions"] = [{"Name": "StreamName", "Value": stream}]
    alarm |= {"Statistic": "Sum", "ComparisonOperator": "GreaterThanOrEqualToThreshold", "Threshold": 1.0}
    alarm |= {"Period": 60, "EvaluationPeriods": 3, "DatapointsToAlarm": 1}
    alarm["TreatMissingData"] = "notBreaching"
    return alarm
