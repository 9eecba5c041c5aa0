# Two conditions in one list, equal to 400 or above it.
import json


def failed_only():
    conditions = [{"numeric": ["=", 400]}, {"numeric": [">", 400]}]
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": conditions}})}]}
