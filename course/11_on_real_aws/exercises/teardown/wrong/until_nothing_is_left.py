# a-teardown-always-succeeds -> 11.2.too-long
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    while things := find(session, run):
        for thing in things:
            try:
                delete(session, thing)
            except ClientError:
                pass
        time.sleep(10)
    return []
