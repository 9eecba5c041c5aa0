# Style: functional; one helper per metric returns a Counter, and reduce adds the three up.
from collections import Counter
from datetime import UTC, timedelta
from functools import partial, reduce
from operator import add


def _by_minute(cloudwatch, stream, begin, end, metric):
    found = cloudwatch.get_metric_statistics(
        Namespace="AWS/Kinesis",
        Dimensions=[{"Name": "StreamName", "Value": stream}],
        MetricName=metric,
        StartTime=begin,
        EndTime=end,
        Period=60,
        Statistics=["Sum"],
    )
    return Counter({point["Timestamp"].astimezone(UTC): point["Sum"] for point in found["Datapoints"]})


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    read = partial(_by_minute, cloudwatch, stream, begin, end)
    outcomes = "IncomingRecords", "PutRecords.FailedRecords", "WriteProvisionedThroughputExceeded"
    offered = reduce(add, map(read, outcomes))
    step = timedelta(minutes=1)
    return [offered.get(begin + number * step, 0) for number in range((end - begin) // step)]
