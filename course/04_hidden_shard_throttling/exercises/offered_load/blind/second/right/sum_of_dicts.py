# Style: a dict for each metric by a nested function, and a comprehension that adds them with get.
from collections import Counter
from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)

    def sums(metric):
        points = cloudwatch.get_metric_statistics(
            Namespace="AWS/Kinesis",
            MetricName=metric,
            Dimensions=[{"Name": "StreamName", "Value": stream}],
            StartTime=begin,
            EndTime=end,
            Period=60,
            Statistics=["Sum"],
        )["Datapoints"]
        return {point["Timestamp"].astimezone(UTC).isoformat(): point["Sum"] for point in points}

    stored, refused, failed = map(
        sums, ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords")
    )
    minutes = int((end - begin).total_seconds()) // 60
    names = [(begin + timedelta(minutes=n)).isoformat() for n in range(minutes)]
    return [stored.get(name, 0) + refused.get(name, 0) + failed.get(name, 0) for name in names]
