# Asks for each minute alone: slow, but nothing to match or to sort.
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    def offered_in(minute):
        return sum(
            point["Sum"]
            for name in ("IncomingRecords", "PutRecords.FailedRecords", "WriteProvisionedThroughputExceeded")
            for point in cloudwatch.get_metric_statistics(
                Namespace="AWS/Kinesis",
                MetricName=name,
                Dimensions=[{"Name": "StreamName", "Value": stream}],
                StartTime=minute,
                EndTime=minute + timedelta(minutes=1),
                Period=60,
                Statistics=["Sum"],
            )["Datapoints"]
        )

    load = []
    while begin < end:
        load.append(offered_in(begin))
        begin += timedelta(minutes=1)
    return load
