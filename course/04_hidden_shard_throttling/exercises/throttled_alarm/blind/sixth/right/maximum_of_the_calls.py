# Style: the Maximum over the calls instead of the Sum, which is above zero in the same minutes.
from functools import partial

_alarm = partial(
    dict,
    AlarmDescription="A record was throttled, and this region's producers don't resend it.",
    Namespace="AWS/Kinesis",
    MetricName="WriteProvisionedThroughputExceeded",
    Statistic="Maximum",
    Period=60,
    EvaluationPeriods=1,
    DatapointsToAlarm=1,
    Threshold=0,
    ComparisonOperator="GreaterThanThreshold",
    TreatMissingData="notBreaching",
)


def throttled_alarm(stream):
    return _alarm(AlarmName=f"Throttled[{stream}]", Dimensions=[{"Name": "StreamName", "Value": stream}])
