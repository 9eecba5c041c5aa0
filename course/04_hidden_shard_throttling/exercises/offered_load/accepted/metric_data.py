from datetime import UTC, timedelta


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    names = ["IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords"]
    of_stream = [{"Name": "StreamName", "Value": stream}]
    queries = [
        {
            "Id": f"m{index}",
            "MetricStat": {
                "Metric": {"Namespace": "AWS/Kinesis", "MetricName": name, "Dimensions": of_stream},
                "Period": 60,
                "Stat": "Sum",
            },
        }
        for index, name in enumerate(names)
    ]
    minutes = [begin + n * timedelta(minutes=1) for n in range((end - begin) // timedelta(minutes=1))]
    offered = dict.fromkeys(minutes, 0)
    for page in cloudwatch.get_paginator("get_metric_data").paginate(
        MetricDataQueries=queries, StartTime=begin, EndTime=end
    ):
        for result in page["MetricDataResults"]:
            for minute, value in zip(result["Timestamps"], result["Values"]):
                offered[minute] += value
    return [int(offered[minute]) for minute in minutes]
