# Makes the text with str() instead of JSON, so the pattern has single quotes and isn't JSON.
def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 400]}]}}
    return {"Filters": [{"Pattern": str(pattern)}]}
