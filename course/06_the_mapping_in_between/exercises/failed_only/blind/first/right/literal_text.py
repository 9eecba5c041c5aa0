# The pattern as a text in the code, without json.
def failed_only():
    return {"Filters": [{"Pattern": '{"data":{"status":[{"numeric":[">=",400]}]}}'}]}
