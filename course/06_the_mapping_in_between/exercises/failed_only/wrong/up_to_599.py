# statuses-are-known -> 06.3.misses-some
def failed_only():
    return {"Filters": [{"Pattern": '{"data": {"status": [{"numeric": [">=", 400, "<", 600]}]}}'}]}
