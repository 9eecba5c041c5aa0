# Two rules in one list, for 400 and for what is above.
import json


def failed_only():
    rules = [{"numeric": [sign, 400]} for sign in ("=", ">")]
    return dict(Filters=[dict(Pattern=json.dumps(dict(data=dict(status=rules))))])
