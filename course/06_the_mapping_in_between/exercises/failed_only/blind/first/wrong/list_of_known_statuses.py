# Lists the statuses that exist; a plain number is compared by its text, so 503.0 doesn't match.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": list(range(400, 600))}})}]}
