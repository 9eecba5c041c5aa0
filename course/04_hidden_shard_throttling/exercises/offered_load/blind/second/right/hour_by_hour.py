# Style: a generator that asks for an hour at a time, in UTC, and yields minute by minute.
from collections import Counter
from datetime import UTC, timedelta

ENDS = "IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"


def hours(begin, end):
    while begin < end:
        until = min(end, begin + timedelta(hours=1))
        yield begin, until
        begin = until


def minute_sums(cloudwatch, stream, begin, end):
    dimensions = [{"Name": "StreamName", "Value": stream}]
    for start, stop in hours(begin, end):
        sums = Counter()
        for name in ENDS:
            points = cloudwatch.get_metric_statistics(
                Namespace="AWS/Kinesis",
                MetricName=name,
                Dimensions=dimensions,
                StartTime=start,
                EndTime=stop,
                Period=60,
                Statistics=["Sum"],
            )
            sums.update({p["Timestamp"].astimezone(UTC): p["Sum"] for p in points["Datapoints"]})
        while start < stop:
            yield sums[start]
            start += timedelta(minutes=1)


def offered_load(cloudwatch, stream, begin, end):
    return list(minute_sums(cloudwatch, stream, begin.astimezone(UTC), end.astimezone(UTC)))
