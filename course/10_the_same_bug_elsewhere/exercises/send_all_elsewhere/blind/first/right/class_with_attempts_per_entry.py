# A work queue: each entry carries its own number of attempts, and resends share calls with fresh entries.
import random
import time

from botocore.exceptions import BotoCoreError, ClientError

MAX_ATTEMPTS = 6
PER_CALL = {"put_events": 10, "send_message_batch": 10, "batch_write_item": 25}
RETRYABLE = ("InternalFailure", "ThrottlingException")  # of put_events: all other codes are for good


def split(operation, entries, answer):
    """What became of the entries of one call. Returns three lists of them: done, again, never."""
    done, again, never = [], [], []
    if operation == "put_events":
        for entry, result in zip(entries, answer["Entries"], strict=True):
            code = result.get("ErrorCode")
            (again if code in RETRYABLE else never if code else done).append(entry)
    elif operation == "send_message_batch":
        failed = {each["Id"]: each["SenderFault"] for each in answer.get("Failed", [])}
        for entry in entries:
            if entry["Id"] not in failed:
                done.append(entry)
            elif failed[entry["Id"]]:
                never.append(entry)
            else:
                again.append(entry)
    else:
        for requests in answer.get("UnprocessedItems", {}).values():
            again.extend(requests)
        done = [entry for entry in entries if entry not in again]
    return done, again, never


class Job:
    def __init__(self, entry):
        self.entry, self.attempts = entry, 0


class Sender:
    def __init__(self, call, operation):
        self.call, self.operation, self.size = call, operation, PER_CALL[operation]
        self.given_up = []

    def attempt(self, jobs):
        """One call. Returns the jobs to do again."""
        entries = [job.entry for job in jobs]
        for job in jobs:
            job.attempts += 1
        try:
            answer = self.call(entries)
        except (BotoCoreError, ClientError):
            return jobs
        _, again, never = split(self.operation, entries, answer)
        self.given_up += never
        left, again = [], list(again)
        by_identity = {id(entry) for entry in again}
        if self.operation == "batch_write_item":
            return [job for job in jobs if job.entry in again]
        for job in jobs:
            if id(job.entry) in by_identity:
                left.append(job)
        return left

    def __call__(self, entries):
        jobs = [Job(dict(entry)) for entry in entries]
        while jobs:
            now, jobs = jobs[: self.size], jobs[self.size :]
            left = self.attempt(now)
            self.given_up += [job.entry for job in left if job.attempts >= MAX_ATTEMPTS]
            left = [job for job in left if job.attempts < MAX_ATTEMPTS]
            if left:
                time.sleep(random.uniform(0, 0.5 * 2 ** max(job.attempts for job in left)))
            jobs = left + jobs
        return self.given_up


def send_all(call, operation, entries):
    return Sender(call, operation)(entries)
