# The pattern as a literal text in JSON.


def failed_only():
    return dict(Filters=[dict(Pattern='{"data": {"status": [{"numeric": [">=", 400]}]}}')])
