from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    """How many records were offered to `stream` in each minute: a list of numbers, oldest first.

    `begin` and `end` are aware datetimes at whole minutes, up to 24 hours apart, in any time zone, also in
    one whose clocks change in between. Offered is what producers sent, by PutRecord or PutRecords, in calls
    that were answered with 200 or throttled: stored, throttled or failed inside PutRecords. A record that
    was sent again was offered again.
    """
    span = {"StartTime": begin, "EndTime": end, "Period": 60, "Statistics": ["Sum"]}
    of_stream = {"Namespace": "AWS/Kinesis", "Dimensions": [{"Name": "StreamName", "Value": stream}]}
    offered = Counter()  # by the minute's datetime
    # observe: which metrics, added up, count every record once?
    for metric in []:
        points = cloudwatch.get_metric_statistics(MetricName=metric, **of_stream, **span)["Datapoints"]
        for point in points:
            offered[point["Timestamp"]] += point["Sum"]
    # locate: one number for each minute from begin to before end, also for those without a datapoint
    return ...
