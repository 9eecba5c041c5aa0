# Style: get_metric_data with all three metrics in one request, following NextToken in a generator.
from collections import Counter
from datetime import UTC, datetime, timedelta

METRICS = "IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"


def _queries(stream):
    dimensions = [{"Name": "StreamName", "Value": stream}]
    for number, name in enumerate(METRICS):
        metric = {"Namespace": "AWS/Kinesis", "MetricName": name, "Dimensions": dimensions}
        yield {"Id": f"m{number}", "MetricStat": {"Metric": metric, "Period": 60, "Stat": "Sum"}}


def _points(cloudwatch, **asked):
    while True:
        page = cloudwatch.get_metric_data(**asked)
        for result in page["MetricDataResults"]:
            yield from zip(result["Timestamps"], result["Values"], strict=True)
        if not page.get("NextToken"):
            return
        asked["NextToken"] = page["NextToken"]


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    offered = Counter()
    for at, value in _points(
        cloudwatch, MetricDataQueries=list(_queries(stream)), StartTime=begin, EndTime=end
    ):
        offered[datetime.fromtimestamp(at.timestamp(), UTC)] += value
    minutes = (end - begin) // timedelta(minutes=1)
    return [offered[begin + timedelta(minutes=number)] for number in range(minutes)]
