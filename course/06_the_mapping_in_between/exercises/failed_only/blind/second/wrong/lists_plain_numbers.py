# Lists the numbers of all failures: they are compared by their text, so an old gateway's 503.0 is skipped.
import json


def failed_only():
    pattern = {"data": {"status": list(range(400, 600))}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
