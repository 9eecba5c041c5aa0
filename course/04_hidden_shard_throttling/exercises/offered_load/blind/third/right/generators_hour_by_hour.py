# Generators: the span is asked in pieces of at most an hour, all in UTC.
from collections import Counter
from datetime import UTC, timedelta


def pieces(begin, end):
    while begin < end:
        yield begin, min(end, begin + timedelta(hours=1))
        begin += timedelta(hours=1)


def sums(cloudwatch, stream, begin, end):
    for metric in ("WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords", "IncomingRecords"):
        for since, until in pieces(begin, end):
            yield from cloudwatch.get_metric_statistics(
                Namespace="AWS/Kinesis",
                MetricName=metric,
                Dimensions=[{"Name": "StreamName", "Value": stream}],
                StartTime=since,
                EndTime=until,
                Period=60,
                Statistics=["Sum"],
            )["Datapoints"]


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    offered = Counter()
    for point in sums(cloudwatch, stream, begin, end):
        offered.update({point["Timestamp"].astimezone(UTC): point["Sum"]})
    loads = []
    while begin < end:
        loads.append(offered[begin])
        begin += timedelta(minutes=1)
    return loads
