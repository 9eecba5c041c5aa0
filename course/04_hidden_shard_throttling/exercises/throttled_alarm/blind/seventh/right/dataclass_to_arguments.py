# A dataclass with the arguments as fields, turned into a dict.
from dataclasses import asdict, dataclass, field


@dataclass
class Alarm:
    AlarmName: str
    Dimensions: list = field(default_factory=list)
    Namespace: str = "AWS/Kinesis"
    MetricName: str = "WriteProvisionedThroughputExceeded"
    Statistic: str = "Sum"
    Period: int = 60
    EvaluationPeriods: int = 1
    DatapointsToAlarm: int = 1
    Threshold: float = 0.5
    ComparisonOperator: str = "GreaterThanThreshold"
    TreatMissingData: str = "notBreaching"


def throttled_alarm(stream):
    return asdict(Alarm(f"{stream} throttled", [{"Name": "StreamName", "Value": stream}]))
