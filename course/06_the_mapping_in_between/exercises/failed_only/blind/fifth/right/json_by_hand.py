# The pattern is JSON text, written by hand.
def failed_only():
    return dict(Filters=[dict(Pattern='{"data": {"status": [{"numeric": [">=", 400.0]}]}}')])
