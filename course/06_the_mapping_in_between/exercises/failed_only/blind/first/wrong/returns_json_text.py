# Returns the whole criteria as a JSON text; boto3 wants a dict.
import json


def failed_only():
    pattern = json.dumps({"data": {"status": [{"numeric": [">=", 400]}]}})
    return json.dumps({"Filters": [{"Pattern": pattern}]})
