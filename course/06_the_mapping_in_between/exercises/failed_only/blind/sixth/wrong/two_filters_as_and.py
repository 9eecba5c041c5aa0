# Believes that all filters have to match: 'has a status' alone is enough, so every request is kept.
import json


def failed_only():
    has_status = {"data": {"status": [{"exists": True}]}}
    failed = {"data": {"status": [{"numeric": [">=", 400]}]}}
    return {"Filters": [{"Pattern": json.dumps(each)} for each in (has_status, failed)]}
