# Ends the range at 599, the last status of HTTP, although the filter has to keep a status however large.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 400, "<=", 599]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
