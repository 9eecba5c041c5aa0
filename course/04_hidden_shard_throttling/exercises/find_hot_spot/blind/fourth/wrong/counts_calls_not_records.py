# Counts each place and tenant once per call, so many calls with one refusal outweigh one call with hundreds.
from collections import Counter


def find_hot_spot(calls):
    refused, by_tenant = Counter(), Counter()
    for call in calls:
        found = set()
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                found.add((int(call["at"]), result["ErrorMessage"].split()[4], event["tenant"]))
        refused.update({(second, shard_id) for second, shard_id, _ in found})
        by_tenant.update(found)
    place = refused.most_common(1)[0][0]
    there = {tenant: count for (*where, tenant), count in by_tenant.items() if tuple(where) == place}
    return *place, max(there, key=there.get)
