# A dataclass turned into a dict; at least one record instead of more than none.
from dataclasses import asdict, dataclass, field


@dataclass(frozen=True)
class Alarm:
    AlarmName: str
    Dimensions: list = field(default_factory=list)
    AlarmDescription: str = "a record was throttled; see the runbook"
    Namespace: str = "AWS/Kinesis"
    MetricName: str = "WriteProvisionedThroughputExceeded"
    Statistic: str = "Sum"
    Period: int = 60
    EvaluationPeriods: int = 1
    Threshold: float = 1.0
    ComparisonOperator: str = "GreaterThanOrEqualToThreshold"
    TreatMissingData: str = "notBreaching"


def throttled_alarm(stream):
    return asdict(Alarm(f"{stream}-has-throttled", [{"Name": "StreamName", "Value": stream}]))
