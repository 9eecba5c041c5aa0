# A frozen dataclass with the settings as defaults, turned into the arguments.
from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Alarm:
    AlarmName: str
    Dimensions: list
    Namespace: str = "AWS/Kinesis"
    MetricName: str = "WriteProvisionedThroughputExceeded"
    Statistic: str = "Sum"
    Period: int = 60
    EvaluationPeriods: int = 1
    Threshold: float = 0.0
    ComparisonOperator: str = "GreaterThanThreshold"
    TreatMissingData: str = "notBreaching"


def throttled_alarm(stream):
    return asdict(Alarm(f"kinesis/{stream}/throttled", [{"Name": "StreamName", "Value": stream}]))
