# a-filter-excludes -> 06.3.keeps-answered
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": ["<", 400]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
