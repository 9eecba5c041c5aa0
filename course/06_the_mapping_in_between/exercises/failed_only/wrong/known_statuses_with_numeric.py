# statuses-are-known -> 06.3.misses-some
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": ["=", each]} for each in (400, 429, 500, 503, 504)]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
