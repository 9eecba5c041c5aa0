# Style: flat triples, sorted, then groupby twice.
from itertools import groupby


def triples(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                words = result["ErrorMessage"].split()
                yield int(call["at"] // 1), words[words.index("shard") + 1], event["tenant"]


def longest(items, key):
    return max((list(group) for _, group in groupby(sorted(items, key=key), key=key)), key=len)


def find_hot_spot(calls):
    place = longest(triples(calls), lambda triple: triple[:2])
    return longest(place, lambda triple: triple[2])[0]
