# A class with __call__ that keeps the last answer per thing, with pauses that grow up to half a minute.
import time

from lablib.on_aws.half_made import delete, find

from botocore.exceptions import ClientError


class Teardown:
    budget = 580

    def __call__(self, session, run):
        answers, slept, pause = {}, 0, 3
        while True:
            listed = find(session, run)
            for thing in listed:
                answers[thing.kind, thing.name] = self.answer(session, thing)
            left = [thing for thing in listed if answers[thing.kind, thing.name] != "gone"]
            if not left or slept + pause > self.budget:
                return left
            time.sleep(pause)
            slept += pause
            pause = min(30, pause * 1.5)

    @staticmethod
    def answer(session, thing):
        try:
            delete(session, thing)
        except ClientError as error:
            code = error.response["Error"]["Code"].lower()
            if any(word in code for word in ("notfound", "nonexist", "nosuch", "notexist")):
                return "gone"
            return "refused"
        return "going"


teardown = Teardown()
