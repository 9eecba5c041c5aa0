# The Maximum of the samples instead of their Sum (a sample per call), and 1 of 3 minutes, merged from parts.
def throttled_alarm(stream):
    metric = [("Namespace", "AWS/Kinesis"), ("MetricName", "WriteProvisionedThroughputExceeded")]
    patience = {"Period": 60, "EvaluationPeriods": 3, "DatapointsToAlarm": 1}
    above = {"Statistic": "Maximum", "Threshold": 0, "ComparisonOperator": "GreaterThanThreshold"}
    whose = {"AlarmName": "throttled/" + stream, "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    return dict(metric) | patience | above | whose | {"TreatMissingData": "notBreaching"}
