# Constants of the module merged with what depends on the stream, into a new dict each time.
METRIC = {"Namespace": "AWS/Kinesis", "MetricName": "WriteProvisionedThroughputExceeded"}
ONE_BAD_MINUTE = {"Period": 60, "EvaluationPeriods": 1, "DatapointsToAlarm": 1}
ABOVE_ZERO = {"Statistic": "Sum", "ComparisonOperator": "GreaterThanThreshold", "Threshold": 0.0}
SILENCE = {"TreatMissingData": "notBreaching"}


def throttled_alarm(stream):
    which = {"AlarmName": f"any-throttled-record-in-{stream}"}
    which["Dimensions"] = [{"Name": "StreamName", "Value": stream}]
    return {**which, **METRIC, **ONE_BAD_MINUTE, **ABOVE_ZERO, **SILENCE}
