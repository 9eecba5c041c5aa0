from collections import Counter
from datetime import UTC, timedelta


def sums(cloudwatch, stream, begin, end, metric, statistic="Sum"):
    points = cloudwatch.get_metric_statistics(
        Namespace="AWS/Kinesis",
        MetricName=metric,
        Dimensions=[{"Name": "StreamName", "Value": stream}],
        StartTime=begin,
        EndTime=end,
        Period=60,
        Statistics=[statistic],
    )["Datapoints"]
    return Counter({point["Timestamp"]: point[statistic] for point in points})


def in_order(total, begin, end):
    minutes = (end - begin) // timedelta(minutes=1)
    return [total[begin + n * timedelta(minutes=1)] for n in range(minutes)]


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    where = cloudwatch, stream, begin, end
    total = sums(*where, "PutRecords.TotalRecords") + sums(*where, "PutRecord.Success", "SampleCount")
    return in_order(total, begin, end)
