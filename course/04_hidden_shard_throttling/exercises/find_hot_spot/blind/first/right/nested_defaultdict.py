# A nested defaultdict, filled by a helper, read from the outside in.
import re
from collections import defaultdict


def note(book, call):
    results = iter(call["answer"]["Records"])
    for event in call["events"]:
        result = next(results)
        if result.get("ErrorCode", "").startswith("ProvisionedThroughput"):
            shard_id = re.findall(r"shardId-\d{12}", result["ErrorMessage"])[0]
            book[int(call["at"]), shard_id][event["tenant"]] += 1


def find_hot_spot(calls):
    book = defaultdict(lambda: defaultdict(int))
    for call in calls:
        note(book, call)
    place, by_tenant = max(book.items(), key=lambda item: sum(item[1].values()))
    return *place, max(by_tenant.items(), key=lambda item: item[1])[0]
