# an-error-ends-a-teardown -> 11.2.left
from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    things = find(session, run)
    try:
        for thing in things:
            delete(session, thing)
    except ClientError:
        return find(session, run)
    return []
