# Adds minutes in begin's own zone, by the wall clock, so a change of clocks adds or drops an hour.
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ["IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"]:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[int(point["Timestamp"].timestamp())] += point["Sum"]
    numbers, minute = [], begin
    while minute < end:
        numbers.append(offered[int(minute.timestamp())])
        minute += timedelta(minutes=1)
    return numbers
