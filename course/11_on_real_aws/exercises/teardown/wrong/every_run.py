# a-prefix-means-mine -> 11.2.others
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    left, gone = [], set()
    for _ in range(20):
        left = [thing for thing in find(session, "") if thing not in gone]
        for thing in left:
            try:
                delete(session, thing)
            except ClientError as error:
                if any(word in str(error) for word in ("NotFound", "NonExistent", "NoSuchEntity")):
                    gone.add(thing)
        time.sleep(10)
    return left
