# Lists all statuses as plain values: they are compared as text, so 503.0 and a status of 600 are missed.
import json


def failed_only():
    pattern = {"data": {"status": list(range(400, 600))}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
