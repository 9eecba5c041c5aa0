import json


def failed_only():
    rule = {"data": {"status": [{"numeric": [">", 399.5]}]}}
    return {"Filters": [{"Pattern": json.dumps(rule)}]}
