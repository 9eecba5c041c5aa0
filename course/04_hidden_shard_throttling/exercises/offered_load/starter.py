from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    """Return how many records were offered to `stream` in each minute: a list of numbers, oldest first.

    `begin` and `end` are aware datetimes at whole minutes, up to 24 hours apart. They can be in any time
    zone, also in one whose clocks change in between. A record is offered if a producer sent it, by PutRecord
    or PutRecords, in a call that was answered with HTTP 200 or throttled. So count the records that were
    stored, throttled, or failed inside PutRecords. A record that was resent was offered again.
    """
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()  # by the minute's datetime
    # observe: which metrics, added up, count every record once?
    for metric in []:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    # locate: one number for each minute that begins before end, also for minutes without a datapoint
    return ...
