# The Average per call is above 0 just when any record was throttled; made by a helper.
def _which(stream):
    where = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    return where | {"MetricName": "WriteProvisionedThroughputExceeded", "Statistic": "Average"}


def _when():
    patience = {"Period": 60, "EvaluationPeriods": 1, "DatapointsToAlarm": 1}
    limit = {"Threshold": 0.0, "ComparisonOperator": "GreaterThanThreshold"}
    return patience | limit | {"TreatMissingData": "notBreaching"}


def throttled_alarm(stream):
    which, when = _which(stream), _when()
    return {"AlarmName": "-".join((stream, "throttled", "writes")), **which, **when}
