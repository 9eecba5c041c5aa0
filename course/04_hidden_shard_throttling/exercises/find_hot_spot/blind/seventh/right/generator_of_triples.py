# A generator yields (second, shard, tenant) per throttled record; two Counters over the triples do the rest.
import re
from collections import Counter


def triples(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            found = re.match(r"Rate exceeded for shard (\S+) in stream ", result.get("ErrorMessage") or "")
            if found and result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                yield int(call["at"]), found[1], event["tenant"]


def find_hot_spot(calls):
    found = list(triples(calls))
    [(place, _)] = Counter(triple[:2] for triple in found).most_common(1)
    [(tenant, _)] = Counter(triple[2] for triple in found if triple[:2] == place).most_common(1)
    return place + (tenant,)
