"""The beliefs against which the course was written are in its table, whatever else is added or merged."""

from lablib.teaching.course import read_misconceptions, repo_root

WRITTEN_AGAINST = [
    "no-exception-means-stored",
    "sdk-retries-entries",
    "success-tells-loss",
    "failed-records-has-throttles",
    "mean-of-the-minute",
    "incoming-is-demand",
    "on-demand-never-throttles",
    "batching-raises-the-limit",
    "bad-entry-fails-itself",
    "boto3-makes-five-attempts",
    "putrecords-takes-five-mib",
    "function-dlq-catches-streams",
    "message-holds-the-data",
    "throttles-use-up-retries",
    "record-age-takes-the-batch",
    "retries-what-is-listed",
    "unknown-names-are-ignored",
    "tries-are-for-one-record",
    "bisect-costs-tries",
    "dropped-counts-all",
    "response-context-is-always-there",
    "window-defaults-to-one-second",
    "a-mapping-delivers-exactly-once",
    "latest-is-the-safe-start",
    "only-the-producers-know-the-key",
    "success-alarm-covers-outages",
    "a-failed-delivery-is-noticed",
    "an-idempotency-table-is-exactly-once",
    "more-shards-help-a-backlog",
    "the-poison-needs-a-deploy",
    "one-event-is-one-record",
]


def test_no_belief_that_the_course_was_written_against_is_gone():
    assert [id_ for id_ in WRITTEN_AGAINST if id_ not in read_misconceptions(repo_root() / "course")] == []
    assert len(set(WRITTEN_AGAINST)) == 31


def test_what_no_exercise_and_no_question_meets_is_known_by_name():
    table = read_misconceptions(repo_root() / "course")
    assert {
        id_: each.met_by for id_, each in table.items() if each.met_by not in ("exercise", "question")
    } == {
        "a-failed-delivery-is-noticed": "lesson 08",
        "an-idempotency-table-is-exactly-once": "lesson 08",
        "putrecords-takes-five-mib": "lesson 02",
        "the-poison-needs-a-deploy": "lesson 07",
    }
