# values-come-in-order -> 04.1.wrong-number
def offered_load(cloudwatch, stream, begin, end):
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
    results = cloudwatch.get_metric_data(MetricDataQueries=queries, StartTime=begin, EndTime=end)
    return [sum(values) for values in zip(*(result["Values"] for result in results["MetricDataResults"]))]
