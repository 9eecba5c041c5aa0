# an-error-ends-a-teardown -> check.raised
from lablib.on_aws.half_made import delete, find


def teardown(session, run):
    for thing in find(session, run):
        delete(session, thing)
    return find(session, run)
