# Follows the path of the function's event, kinesis and data; the filter's only key is `data`.
import json


def failed_only():
    pattern = {"kinesis": {"data": {"status": [{"numeric": [">=", 400]}]}}}
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
