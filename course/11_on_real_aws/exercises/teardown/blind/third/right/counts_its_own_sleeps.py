# Plain loop that counts its sleeps, counts 'not found' as deleted, and looks three times before it
# believes.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    gone, empty = set(), 0
    for look in range(38):
        left = [t for t in find(session, run) if (t.kind, t.name) not in gone]
        empty = 0 if left else empty + 1
        if empty == 3 or look == 37:
            break
        for thing in left:
            try:
                delete(session, thing)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if any(word in code for word in ("NotFound", "NonExist", "NoSuch", "DoesNotExist")):
                    gone.add((thing.kind, thing.name))
        time.sleep(15)
    return left
