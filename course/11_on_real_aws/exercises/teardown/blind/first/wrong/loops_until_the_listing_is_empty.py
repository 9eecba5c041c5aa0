# Repeats until the listing is empty, without an end: a thing that mayn't be deleted keeps it from ever returning within 10 minutes.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    while things := find(session, run):
        for thing in things:
            try:
                delete(session, thing)
            except ClientError:
                continue
        time.sleep(5)
    return []
