# Believes an event without a status is a failed one too, so the filter keeps more than statuses from 400 on.
import json


def failed_only():
    rules = [{"numeric": [">=", 400]}, {"exists": False}]
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": rules}})}]}
