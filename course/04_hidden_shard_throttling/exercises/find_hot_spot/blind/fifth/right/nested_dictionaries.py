# Style: nested defaultdicts and plain loops, indexes instead of zip, str.partition instead of a regex.
from collections import defaultdict


def find_hot_spot(calls):
    spots = defaultdict(lambda: defaultdict(int))
    for call in calls:
        results = call["answer"]["Records"]
        for index in range(len(results)):
            if results[index].get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            after = results[index]["ErrorMessage"].partition("Rate exceeded for shard ")[2]
            spot = (int(call["at"]), after.partition(" ")[0])
            spots[spot][call["events"][index]["tenant"]] += 1
    best, best_total = None, 0
    for spot, by_tenant in spots.items():
        total = sum(by_tenant.values())
        if total > best_total:
            best, best_total = spot, total
    return best[0], best[1], sorted(spots[best].items(), key=lambda item: -item[1])[0][0]
