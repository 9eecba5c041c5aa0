# numbers-are-strings -> 06.3.refused
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", "400"]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
