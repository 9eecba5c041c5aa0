# The pattern is written as a JSON text by hand, and no module is imported.
PATTERN = '{"data": {"status": [{"numeric": [">=", 400]}]}}'


def failed_only():
    return {"Filters": [{"Pattern": PATTERN}]}
