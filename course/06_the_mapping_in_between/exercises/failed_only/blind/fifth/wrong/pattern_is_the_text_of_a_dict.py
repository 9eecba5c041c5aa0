# Makes the pattern with str(), which has Python's single quotes; against "a Pattern, which is JSON as text".
def failed_only():
    pattern = {"data": {"status": [{"numeric": [">=", 400]}]}}
    return {"Filters": [{"Pattern": str(pattern)}]}
