# Deletes and reports only the kinds that the lesson says cost money or trouble: a role is never deleted and never reported, so not everything is gone.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


GONE = ("NotFound", "NonExistent", "NoSuch", "DoesNotExist")


def is_gone(error):
    return any(word in error.response["Error"]["Code"] for word in GONE)


BILLED = {"stream", "function", "mapping", "queue"}


def teardown(session, run):
    alive = []
    for _ in range(55):
        alive = []
        for thing in find(session, run):
            if thing.kind not in BILLED:
                continue
            try:
                delete(session, thing)
            except ClientError as error:
                if is_gone(error):
                    continue
            alive.append(thing)
        if not alive:
            return []
        time.sleep(10)
    return alive
