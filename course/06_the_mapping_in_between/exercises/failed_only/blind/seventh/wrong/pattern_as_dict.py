# Gives the pattern as a dict, but Pattern has to be JSON as text: the mapping can't be created.
def failed_only():
    return {"Filters": [{"Pattern": {"data": {"status": [{"numeric": [">=", 400]}]}}}]}
