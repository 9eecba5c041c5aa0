# A helper returns a dict by epoch seconds, functools.reduce adds three of them.
from collections import Counter
from functools import reduce
from operator import add


def sums(cloudwatch, stream, begin, end, name):
    points = cloudwatch.get_metric_statistics(
        Namespace="AWS/Kinesis",
        MetricName=name,
        Dimensions=[{"Name": "StreamName", "Value": stream}],
        StartTime=begin,
        EndTime=end,
        Period=60,
        Statistics=["Sum"],
    )["Datapoints"]
    return {int(point["Timestamp"].timestamp()): point["Sum"] for point in points}


def offered_load(cloudwatch, stream, begin, end):
    by_second = reduce(
        add,
        (
            Counter(sums(cloudwatch, stream, begin, end, name))
            for name in ("WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords", "IncomingRecords")
        ),
    )
    return [by_second[second] for second in range(int(begin.timestamp()), int(end.timestamp()), 60)]
