# Closes the range at 600, as HTTP does; a status beyond it is 400 or more and has not been seen yet.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 400, "<", 600]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
