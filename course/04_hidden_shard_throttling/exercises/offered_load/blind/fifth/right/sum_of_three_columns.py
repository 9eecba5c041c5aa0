# Style: one helper per metric, three dicts, zip and map(sum).
from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    begin, end = (moment.astimezone(UTC) for moment in (begin, end))
    minutes = [begin + timedelta(minutes=n) for n in range(int((end - begin).total_seconds() // 60))]

    def column(metric):
        answer = cloudwatch.get_metric_statistics(
            Namespace="AWS/Kinesis",
            MetricName=metric,
            Dimensions=[{"Name": "StreamName", "Value": stream}],
            Statistics=["Sum"],
            Period=60,
            StartTime=begin,
            EndTime=end,
        )
        values = {point["Timestamp"].astimezone(UTC): point["Sum"] for point in answer["Datapoints"]}
        return [values.get(minute, 0) for minute in minutes]

    stored = column("IncomingRecords")
    throttled = column("WriteProvisionedThroughputExceeded")
    failed = column("PutRecords.FailedRecords")
    return list(map(sum, zip(stored, throttled, failed, strict=True)))
