def failed_only():
    return {"Filters": [{"Pattern": '{"data": {"status": [{"numeric": [">=", 400, "<", 1000]}]}}'}]}
