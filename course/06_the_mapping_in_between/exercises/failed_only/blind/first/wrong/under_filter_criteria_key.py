# Wraps the criteria once more under FilterCriteria, the argument's name.
import json


def failed_only():
    pattern = json.dumps({"data": {"status": [{"numeric": [">=", 400]}]}})
    return {"FilterCriteria": {"Filters": [{"Pattern": pattern}]}}
