# Writes the path of the function's event, kinesis.data: a filter only has the key data, and nothing matches.
import json


def failed_only():
    pattern = {"kinesis": {"data": {"status": [{"numeric": [">=", 400]}]}}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
