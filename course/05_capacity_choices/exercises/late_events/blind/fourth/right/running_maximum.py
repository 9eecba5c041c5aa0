# itertools: the running maximum of each tenant's times, compared with the times themselves.
from itertools import accumulate


def late_events(events):
    times = {}
    for event in events:
        times.setdefault(event["tenant"], []).append(event["at"])
    tops = {who: list(accumulate(each, max)) for who, each in times.items()}
    counted = {who: sum(map(str.__lt__, times[who], tops[who])) for who in times}
    return dict(filter(lambda item: item[1], counted.items()))
