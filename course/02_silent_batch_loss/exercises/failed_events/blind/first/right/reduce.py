# functools.reduce that builds the list.
from functools import reduce


def failed_events(events, answer):
    numbered = enumerate(answer["Records"])
    return reduce(lambda got, each: got + [events[each[0]]] * ("ErrorCode" in each[1]), numbered, [])
