# Stored by way of IncomingRecords, throttled by way of both metrics and their difference.
from datetime import timedelta

BOTH = "WriteProvisionedThroughputExceeded"


def offered_load(cloudwatch, stream, begin, end):
    minutes = [begin + timedelta(minutes=n) for n in range(round((end - begin).total_seconds() / 60))]

    def column(name):
        found = cloudwatch.get_metric_statistics(
            Namespace="AWS/Kinesis",
            MetricName=name,
            Dimensions=[{"Name": "StreamName", "Value": stream}],
            StartTime=begin,
            EndTime=end,
            Period=60,
            Statistics=["Sum"],
        )["Datapoints"]
        sums = {point["Timestamp"]: point["Sum"] for point in found}
        return [sums.get(minute, 0) for minute in minutes]

    stored, failed = column("IncomingRecords"), column("PutRecords.FailedRecords")
    throttled = column("PutRecords.ThrottledRecords")
    singly = [both - many for both, many in zip(column(BOTH), throttled, strict=True)]
    return [sum(ends) for ends in zip(stored, failed, throttled, singly, strict=True)]
