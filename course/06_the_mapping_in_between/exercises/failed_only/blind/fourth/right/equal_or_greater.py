# Two rules in the list of the status, equal or greater, as one match in the list is enough.
import json


def failed_only():
    rules = [{"numeric": [sign, 400]} for sign in ("=", ">")]
    return dict(Filters=[dict(Pattern=json.dumps({"data": {"status": rules}}, separators=(",", ":")))])
