# A callable class with a deadline by time.monotonic and a method per decision.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


class Teardown:
    limit_s, pause_s = 570, 12

    def __init__(self):
        self.gone = set()

    def __call__(self, session, run):
        deadline, quiet = time.monotonic() + self.limit_s, 0
        while True:
            there = [t for t in find(session, run) if (t.kind, t.name) not in self.gone]
            quiet = 0 if there else quiet + 1
            if quiet >= 2 or time.monotonic() >= deadline:
                return there
            for thing in there:
                self.attempt(session, thing)
            time.sleep(self.pause_s)

    def attempt(self, session, thing):
        try:
            delete(session, thing)
        except ClientError as error:
            code = error.response.get("Error", {}).get("Code", "")
            if any(word in code for word in ("NotFound", "NonExist", "NoSuch", "DoesNotExist")):
                self.gone.add((thing.kind, thing.name))


def teardown(session, run):
    return Teardown()(session, run)
