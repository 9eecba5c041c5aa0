# Believes that all filters have to match, but one is enough, so each request passes one of the two.
import json


def failed_only():
    known = {"data": {"status": [{"exists": True}]}}
    failed = {"data": {"status": [{"numeric": [">=", 400]}]}}
    return {"Filters": [{"Pattern": json.dumps(known)}, {"Pattern": json.dumps(failed)}]}
