# Books FailedRecordCount of a call to the shard named first, with other shards' records and failures in it.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), {}
    for call in calls:
        answer = call["answer"]
        if not answer["FailedRecordCount"]:
            continue
        messages = " ".join(result.get("ErrorMessage", "") for result in answer["Records"])
        named = re.search(r"for shard (\S+) in stream", messages)
        if named is None:
            continue
        place = int(call["at"]), named.group(1)
        refused[place] += answer["FailedRecordCount"]
        tenants.setdefault(place, Counter()).update(
            event["tenant"]
            for event, result in zip(call["events"], answer["Records"], strict=True)
            if "ErrorCode" in result
        )
    place = refused.most_common(1)[0][0]
    return *place, tenants[place].most_common(1)[0][0]
