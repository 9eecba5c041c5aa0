# Believed an unexpected refusal has to stop the teardown, so what comes after the denied thing stays and
# bills.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


def teardown(session, run):
    gone = set()
    for _ in range(55):
        things = [t for t in find(session, run) if (t.kind, t.name) not in gone]
        if not things:
            return []
        for thing in things:
            try:
                delete(session, thing)
            except ClientError as error:
                code = error.response["Error"]["Code"]
                if any(word in code for word in ("NotFound", "NonExist", "NoSuch", "DoesNotExist")):
                    gone.add((thing.kind, thing.name))
                elif code != "ResourceInUseException":
                    return [t for t in find(session, run) if (t.kind, t.name) not in gone]
        time.sleep(10)
    return [t for t in find(session, run) if (t.kind, t.name) not in gone]
