# Has the name of this stream in its pattern, so the log of another stream matches nowhere.
import re
from collections import Counter

FULL = re.compile(r"Rate exceeded for shard (\S+) in stream usage-events under account")


def find_hot_spot(calls):
    refused = Counter()  # by (second, shard_id)
    tenants = {}
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            full = FULL.search(result.get("ErrorMessage", ""))
            if full:
                place = int(call["at"]), full[1]
                refused[place] += 1
                tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place = refused.most_common(1)[0][0]
    return *place, tenants[place].most_common(1)[0][0]
