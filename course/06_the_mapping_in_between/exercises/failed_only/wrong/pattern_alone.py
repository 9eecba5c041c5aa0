# criteria-is-the-pattern -> 06.3.refused
def failed_only():
    return {"data": {"status": [{"numeric": [">=", 400]}]}}
