# Filters the failed ones out, believing that a filter says what to drop; it says what to keep.
import json


def failed_only():
    return {"Filters": [{"Pattern": json.dumps({"data": {"status": [{"numeric": ["<", 400]}]}})}]}
