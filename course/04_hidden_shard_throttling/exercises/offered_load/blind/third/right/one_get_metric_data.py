# All three metrics in one query of get_metric_data, page by page, instead of get_metric_statistics.
from collections import Counter
from datetime import timedelta


def offered_load(cloudwatch, stream, begin, end):
    names = ["IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"]
    dimensions = [{"Name": "StreamName", "Value": stream}]
    queries = [
        {
            "Id": f"m{number}",
            "MetricStat": {
                "Metric": {"Namespace": "AWS/Kinesis", "MetricName": name, "Dimensions": dimensions},
                "Period": 60,
                "Stat": "Sum",
            },
        }
        for number, name in enumerate(names)
    ]
    asked = {"MetricDataQueries": queries, "StartTime": begin, "EndTime": end}
    offered = Counter()
    while True:
        answer = cloudwatch.get_metric_data(**asked)
        for result in answer["MetricDataResults"]:
            for at, value in zip(result["Timestamps"], result["Values"], strict=True):
                offered[round(at.timestamp())] += value
        if not answer.get("NextToken"):
            break
        asked["NextToken"] = answer["NextToken"]
    return [offered[second] for second in range(round(begin.timestamp()), round(end.timestamp()), 60)]
