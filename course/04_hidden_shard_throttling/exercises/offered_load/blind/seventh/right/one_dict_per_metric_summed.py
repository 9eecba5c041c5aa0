# One dict of UTC minutes per metric from a helper, then a comprehension sums over the dicts with get.
from datetime import timedelta, timezone

UTC = timezone.utc


def sums(cloudwatch, stream, metric, begin, end):
    points = cloudwatch.get_metric_statistics(
        Namespace="AWS/Kinesis",
        MetricName=metric,
        Dimensions=[{"Name": "StreamName", "Value": stream}],
        StartTime=begin,
        EndTime=end,
        Period=60,
        Statistics=["Sum"],
    )["Datapoints"]
    return {point["Timestamp"].astimezone(UTC): point["Sum"] for point in points}


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    stored = sums(cloudwatch, stream, "IncomingRecords", begin, end)
    throttled = sums(cloudwatch, stream, "WriteProvisionedThroughputExceeded", begin, end)
    failed = sums(cloudwatch, stream, "PutRecords.FailedRecords", begin, end)
    minutes = [begin + timedelta(minutes=n) for n in range((end - begin) // timedelta(minutes=1))]
    return [sum(each.get(minute, 0) for each in (stored, throttled, failed)) for minute in minutes]
