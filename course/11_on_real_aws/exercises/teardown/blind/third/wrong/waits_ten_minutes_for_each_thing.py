# Believed the ten minutes are per thing, so one denied thing uses them up and the whole takes far too long.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    left = []
    for thing in find(session, run):
        for _ in range(60):
            try:
                delete(session, thing)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if any(word in code for word in ("NotFound", "NonExist", "NoSuch", "DoesNotExist")):
                    break
            time.sleep(10)
        else:
            left.append(thing)
    return left
