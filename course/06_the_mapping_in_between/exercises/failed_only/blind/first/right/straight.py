# The pattern as a dict and json.dumps.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 400]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
