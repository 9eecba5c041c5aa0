# Writes > for 'or more': a request with the status 400 is filtered out.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">", 400]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
