# Style: zip of names and values; the Average is above zero exactly if the Sum is.
NAMES = (
    "AlarmName Namespace MetricName Dimensions Statistic Period EvaluationPeriods DatapointsToAlarm "
    "Threshold ComparisonOperator TreatMissingData"
)


def throttled_alarm(stream):
    values = (
        f"throttled:{stream}",
        "AWS/Kinesis",
        "WriteProvisionedThroughputExceeded",
        [{"Name": "StreamName", "Value": stream}],
        "Average",
        60,
        1,
        1,
        0.0,
        "GreaterThanThreshold",
        "notBreaching",
    )
    return dict(zip(NAMES.split(), values, strict=True))
