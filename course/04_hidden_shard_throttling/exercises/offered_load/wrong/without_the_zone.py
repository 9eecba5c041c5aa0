# a-time-needs-no-zone -> 04.1.wrong-number
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
            offered[point["Timestamp"].replace(tzinfo=None)] += point["Sum"]
    # locate
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[begin.replace(tzinfo=None) + n * timedelta(minutes=1)] for n in range(minutes)]
