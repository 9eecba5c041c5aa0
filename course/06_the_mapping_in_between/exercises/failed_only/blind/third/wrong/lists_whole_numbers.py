# Believes plain numbers are compared by value, so 503.0 does not match 503, and 1000 is not listed.
import json


def failed_only():
    statuses = list(range(400, 1000))
    pattern = json.dumps({"data": {"status": statuses}}, separators=(",", ":"))
    return {"Filters": [{"Pattern": pattern}]}
