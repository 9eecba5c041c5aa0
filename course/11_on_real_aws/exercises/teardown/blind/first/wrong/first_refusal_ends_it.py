# One try around the whole loop: the first refused deletion ends the pass, so what comes after it in the list is never tried if the refusal stays.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    for _ in range(55):
        try:
            for thing in find(session, run):
                delete(session, thing)
        except ClientError:
            pass
        if not find(session, run):
            return []
        time.sleep(10)
    return find(session, run)
