# value-needs-no-list -> 06.3.keeps-nothing
import json


def failed_only():
    pattern = {"data": {"status": {"numeric": [">=", 400]}}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
