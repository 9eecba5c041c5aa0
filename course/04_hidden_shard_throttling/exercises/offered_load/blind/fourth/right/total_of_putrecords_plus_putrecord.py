# All records of PutRecords, plus what PutRecord stored and was refused: differences of two sums each.
from datetime import UTC, timedelta
from functools import partial


def offered_load(cloudwatch, stream, begin, end):
    begin, end = begin.astimezone(UTC), end.astimezone(UTC)
    ask = partial(
        cloudwatch.get_metric_statistics,
        Namespace="AWS/Kinesis",
        Dimensions=[{"Name": "StreamName", "Value": stream}],
        StartTime=begin,
        EndTime=end,
        Period=60,
        Statistics=["Sum"],
    )

    def sums(name):
        return {point["Timestamp"]: point["Sum"] for point in ask(MetricName=name)["Datapoints"]}

    by_put_records = sums("PutRecords.TotalRecords")
    stored, stored_by_put_records = sums("IncomingRecords"), sums("PutRecords.SuccessfulRecords")
    refused = sums("WriteProvisionedThroughputExceeded")
    refused_by_put_records = sums("PutRecords.ThrottledRecords")

    def offered(minute):
        by_put_record = stored.get(minute, 0) - stored_by_put_records.get(minute, 0)
        by_put_record += refused.get(minute, 0) - refused_by_put_records.get(minute, 0)
        return by_put_records.get(minute, 0) + by_put_record

    minutes = round((end - begin).total_seconds() / 60)
    return [offered(begin + timedelta(minutes=number)) for number in range(minutes)]
