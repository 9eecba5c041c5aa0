# Defensive: a generator asks for six hours at a time, far from any limit, and yields the numbers.
from collections import defaultdict
from datetime import UTC, timedelta

NAMES = ["IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"]


def pieces(begin, end, step):
    while begin < end:
        yield begin, min(begin + step, end)
        begin += step


def numbers_of(cloudwatch, stream, begin, end):
    dimensions = [{"Name": "StreamName", "Value": stream}]
    for start, stop in pieces(begin, end, timedelta(hours=6)):
        total = defaultdict(int)
        for name in NAMES:
            answer = cloudwatch.get_metric_statistics(
                Namespace="AWS/Kinesis",
                MetricName=name,
                Dimensions=dimensions,
                StartTime=start,
                EndTime=stop,
                Period=60,
                Statistics=["Sum"],
            )
            for point in answer["Datapoints"]:
                total[point["Timestamp"]] += int(point["Sum"])
        for minute, _ in pieces(start, stop, timedelta(minutes=1)):
            yield total[minute]


def offered_load(cloudwatch, stream, begin, end):
    return list(numbers_of(cloudwatch, stream, begin.astimezone(UTC), end.astimezone(UTC)))
