# Style: three dicts with names of their own, merged at the end; at least one, as a float.
def throttled_alarm(stream):
    metric = {
        "Namespace": "AWS/Kinesis",
        "MetricName": "WriteProvisionedThroughputExceeded",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Statistic": "Sum",
    }
    bad = {"Threshold": 1.0, "ComparisonOperator": "GreaterThanOrEqualToThreshold"}
    when = {"Period": 60, "EvaluationPeriods": 1, "TreatMissingData": "notBreaching"}
    return {"AlarmName": f"{stream}/throttled-records"} | metric | bad | when
