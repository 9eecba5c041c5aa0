# all-but-200 -> 06.3.misses-some
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 500]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
