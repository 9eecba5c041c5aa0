# Keeps the Counter in the module: a second call, or one for another stream, adds to the first one's.
from collections import Counter
from datetime import UTC, timedelta

OFFERED = Counter()


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            OFFERED[point["Timestamp"]] += point["Sum"]
    return [OFFERED[begin + timedelta(minutes=n)] for n in range((end - begin) // timedelta(minutes=1))]
