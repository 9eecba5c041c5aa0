# Defensive: in pieces of 1,440 datapoints, as CloudWatch gives no more in a call.
from datetime import timedelta

METRICS = ("IncomingRecords", "WriteProvisionedThroughputExceeded", "PutRecords.FailedRecords")


def offered_load(cloudwatch, stream, begin, end):
    step = timedelta(minutes=1)
    wanted = []
    while begin + step * len(wanted) < end:
        wanted.append(begin + step * len(wanted))
    total = dict.fromkeys(wanted, 0)
    for low in range(0, len(wanted), 1_440):
        piece = wanted[low : low + 1_440]
        for metric in METRICS:
            answer = cloudwatch.get_metric_statistics(
                Namespace="AWS/Kinesis",
                MetricName=metric,
                Dimensions=[{"Name": "StreamName", "Value": stream}],
                StartTime=piece[0],
                EndTime=piece[-1] + step,
                Period=60,
                Statistics=["Sum"],
            )
            for point in answer.get("Datapoints", []):
                if point["Timestamp"] in total:
                    total[point["Timestamp"]] += point["Sum"]
    return [round(total[minute]) for minute in wanted]
