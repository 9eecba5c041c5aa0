# pattern-is-an-object -> 06.3.refused
def failed_only():
    return {"Filters": [{"Pattern": {"data": {"status": [{"numeric": [">=", 400]}]}}}]}
