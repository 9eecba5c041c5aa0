# deleted-means-gone -> 11.2.silent
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    for _ in range(6):
        for thing in find(session, run):
            try:
                delete(session, thing)
            except ClientError:
                pass
        time.sleep(10)
    return []
