# a-teardown-always-succeeds -> 11.2.too-long
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    gone, things = set(), []
    for _ in range(12):
        things = [thing for thing in find(session, run) if thing not in gone]
        for thing in things:
            try:
                delete(session, thing)
            except ClientError as error:
                if any(word in str(error) for word in ("NotFound", "NonExistent", "NoSuchEntity")):
                    gone.add(thing)
        time.sleep(90)
    return things
