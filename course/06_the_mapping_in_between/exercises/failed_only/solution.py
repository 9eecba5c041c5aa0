import json


def failed_only():
    # observe
    pattern = {"data": {"status": [{"numeric": [">=", 400]}]}}
    # fix
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
