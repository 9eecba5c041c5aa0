# Believes "400 or more" is ">", so a status of exactly 400 is filtered out for good.
import json


def failed_only():
    pattern = {"data": {"status": [{"numeric": [">", 400]}]}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
