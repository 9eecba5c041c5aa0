# Asks for six hours at a time, far below the limit on datapoints, and a generator walks the minutes in UTC.
from collections import defaultdict
from datetime import UTC, timedelta

ENDS_OF_A_RECORD = ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords")


def steps(first, last, step):
    while first < last:
        yield first, min(first + step, last)
        first += step


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    of_stream = [{"Name": "StreamName", "Value": stream}]
    sums = defaultdict(float)
    for start, stop in steps(begin, end, timedelta(hours=6)):
        for name in ENDS_OF_A_RECORD:
            for point in cloudwatch.get_metric_statistics(
                Namespace="AWS/Kinesis",
                MetricName=name,
                Dimensions=of_stream,
                StartTime=start,
                EndTime=stop,
                Period=60,
                Statistics=["Sum"],
            )["Datapoints"]:
                sums[point["Timestamp"].astimezone(UTC)] += point["Sum"]
    return [round(sums.get(minute, 0)) for minute, _ in steps(begin, end, timedelta(minutes=1))]
