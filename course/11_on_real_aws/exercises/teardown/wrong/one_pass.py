# one-pass-deletes-all -> 11.2.reports-gone
from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    refused = []
    for thing in find(session, run):
        try:
            delete(session, thing)
        except ClientError:
            refused.append(thing)
    return refused
