# Style: asks hour by hour with a generator, and adds up in a defaultdict.
from collections import defaultdict
from datetime import UTC, timedelta

METRICS = {"IncomingRecords", "PutRecords.FailedRecords", "WriteProvisionedThroughputExceeded"}


def slices(begin, end, step):
    while begin < end:
        yield begin, min(begin + step, end)
        begin += step


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    common = {
        "Namespace": "AWS/Kinesis",
        "Dimensions": [{"Name": "StreamName", "Value": stream}],
        "Period": 60,
        "Statistics": ["Sum"],
    }
    sums = defaultdict(float)
    for start, stop in slices(begin, end, timedelta(hours=1)):
        for metric in METRICS:
            answer = cloudwatch.get_metric_statistics(
                MetricName=metric, StartTime=start, EndTime=stop, **common
            )
            for point in answer["Datapoints"]:
                if start <= point["Timestamp"] < stop:
                    sums[point["Timestamp"].astimezone(UTC)] += point["Sum"]
    return [sums[minute] for minute, _ in slices(begin, end, timedelta(minutes=1))]
