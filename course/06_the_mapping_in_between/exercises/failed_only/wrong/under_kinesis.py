# filter-sees-the-lambda-event -> 06.3.keeps-nothing
import json


def failed_only():
    pattern = {"kinesis": {"data": {"status": [{"numeric": [">=", 400]}]}}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
