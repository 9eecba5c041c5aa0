# one-pass-deletes-all -> 11.2.left
from botocore.exceptions import ClientError
from lablib.scenarios.half_made import delete, find


def teardown(session, run):
    refused = []
    for thing in find(session, run):
        try:
            delete(session, thing)
        except ClientError:
            refused.append(thing)
    return refused
