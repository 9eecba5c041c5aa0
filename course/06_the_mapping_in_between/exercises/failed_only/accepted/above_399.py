import json


def failed_only():
    rule = {"eventName": ["aws:kinesis:record"], "data": {"status": [{"numeric": [">", 399.5]}]}}
    return {"Filters": [{"Pattern": json.dumps(rule)}]}
