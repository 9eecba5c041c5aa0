# Filters is one dict with the pattern; it has to be a list of them.
import json


def failed_only():
    return {"Filters": {"Pattern": json.dumps({"data": {"status": [{"numeric": [">=", 400]}]}})}}
