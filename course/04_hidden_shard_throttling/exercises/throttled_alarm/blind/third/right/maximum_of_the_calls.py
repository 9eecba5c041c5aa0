# A dataclass turned into a dict, with the largest refusal of any call instead of the sum.
from dataclasses import asdict, dataclass


@dataclass
class Alarm:
    AlarmName: str
    Dimensions: list
    Namespace: str = "AWS/Kinesis"
    MetricName: str = "WriteProvisionedThroughputExceeded"
    Statistic: str = "Maximum"
    Period: int = 60
    EvaluationPeriods: int = 1
    DatapointsToAlarm: int = 1
    Threshold: float = 1.0
    ComparisonOperator: str = "GreaterThanOrEqualToThreshold"
    TreatMissingData: str = "notBreaching"
    ActionsEnabled: bool = True


def throttled_alarm(stream):
    return asdict(Alarm(f"throttled/{stream}", [{"Name": "StreamName", "Value": stream}]))
