# Looks datapoints up by "HH:MM", theirs in UTC and begin's in its own zone, so elsewhere all minutes shift.
from collections import Counter
from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()  # by hour and minute
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[f"{point['Timestamp']:%H:%M}"] += point["Sum"]
    minutes = int((end.astimezone(UTC) - begin.astimezone(UTC)).total_seconds() // 60)
    return [offered[f"{begin + timedelta(minutes=number):%H:%M}"] for number in range(minutes)]
