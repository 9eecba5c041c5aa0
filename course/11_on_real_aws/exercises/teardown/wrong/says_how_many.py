# a-teardown-always-succeeds -> 11.2.no-list
from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    count = 0
    for thing in find(session, run):
        try:
            delete(session, thing)
            count += 1
        except ClientError:
            pass
    return count
