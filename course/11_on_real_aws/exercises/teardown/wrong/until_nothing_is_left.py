# a-teardown-always-succeeds -> check.never-ends
import time

from botocore.exceptions import ClientError
from lablib.scenarios.half_made import delete, find


def teardown(session, run):
    while things := find(session, run):
        for thing in things:
            try:
                delete(session, thing)
            except ClientError:
                pass
        time.sleep(10)
    return []
