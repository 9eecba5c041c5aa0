# wall-clock-minutes-are-minutes -> 04.1.wall-clock
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    # observe: stored, throttled, failed
    for metric in ["IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"]:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    # locate
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[begin + n * timedelta(minutes=1)] for n in range(minutes)]
