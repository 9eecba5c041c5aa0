# Adds a condition on partitionKey, outside of data; against "you can't filter on `partitionKey`".
import json


def failed_only():
    pattern = {
        "partitionKey": [{"prefix": "t-"}],
        "data": {"status": [{"numeric": [">=", 400]}]},
    }
    return {"Filters": [{"Pattern": json.dumps(pattern)}]}
