# Ends the range at 599, as if HTTP had no larger status; against "a status of 400 or more, HOWEVER LARGE".
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 400, "<=", 599]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
