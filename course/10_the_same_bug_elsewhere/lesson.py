# %% [markdown]
# # 10 · The same bug elsewhere

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another evening
shards = 4
load = 60  # gateways

# %% name="start"
import json
import re
import time

import lablib
from lablib import check, compare, predict, quiz, recall, summary
from lablib.scenarios.elsewhere import an_evening, arrived, every_operation, make_destinations, some_usage

import boto3
import botocore

world = lablib.start("10", seed=seed)
sqs, dynamodb, firehose = (boto3.client(service) for service in ("sqs", "dynamodb", "firehose"))

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# The leak that finance found is closed: after lab 08, 0 dollars a month are left of it. The team builds on. Customers
# want alerts about their usage, the invoices move into a table, and the metrics team wants every usage event in its
# own store. So the function behind the stream now *fans out*: it sends every event to three other services.
#
# You're on call. On Thursday at 22:00 a customer writes: *we set an alert, and it never came*. The function has no
# errors and no retries, and its log has a line for every batch. You have read this ticket before, in lab 00.
#
# ## Objective
#
# Recognize a partial failure in any batch operation of AWS, and handle it. 70 minutes.
#
# ## Evidence: how many operations can do this?
#
# In lab 02 PutRecords answered with HTTP 200 and reported the loss inside the response. Is that a specialty of
# Kinesis? boto3 ships with a description of every AWS operation and of its response. The next cell reads all of these
# descriptions, and counts the operations whose response has a place for entries that failed: a list or a map whose
# name contains a word such as *fail* or *error*, or a list whose entries can have an error of their own. Operations
# that only read are left out.

# %% name="count"
READS = re.compile("(Batch)?(Get|List|Describe|Search|Query|Scan|Detect)")
TELLS = re.compile(r"(?i)fail|error|unprocessed|unsuccess|reject")


def hides_failures(operation, answer):
    named = any(TELLS.search(name) for name, member in answer.items() if member.type in ("list", "map"))
    fields = {field.lower() for member in answer.values() for field in member.fields}
    by_code = "error" in fields or "errorcode" in fields
    return not READS.match(operation) and (named or by_code or "rejectedLogEventsInfo" in answer)


found = [(its, name) for its, name, answer in every_operation() if hides_failures(name, answer)]
services = {its for its, _ in found}
print(f"botocore {botocore.__version__}: {len(found)} operations in {len(services)} services")
print(*(f"  {its:<10}{name}" for its, name in found if its in ("dynamodb", "firehose", "sqs")), sep="\n")

# %% [markdown]
# The rule is a heuristic: it goes by names, so it counts some operations that report something else, and it misses
# others. But partial failure isn't a specialty of one service. Three of the operations in the list are in your
# function.
#
# ### The function behind the stream
#
# `fan_out` gets a batch of at most ten usage events. The tenant decides with `due_s` how many seconds after the
# request its alert is due. `fan_out` writes to three places: an SQS queue (alerts), a DynamoDB table (invoices) and
# Firehose, which collects records into files (metrics). `make_destinations` creates them, and `an_evening` calls
# `fan_out` for one batch after another. On this evening the table and the Firehose stream are sometimes throttled. The
# services behind these calls are played by [moto](https://docs.getmoto.org/), a library that fakes AWS services in
# memory. moto doesn't throttle, so the lab *injects* these failures. A few
# percent of the entries don't get to moto, and the response reports them in the form that AWS documents
# ([BatchWriteItem](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html),
# [PutRecordBatch](https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html)).


# %% name="fan-out"
def fan_out(batch):
    due = [{"Id": e["event_id"], "MessageBody": json.dumps(e), "DelaySeconds": e["due_s"]} for e in batch]
    sqs.send_message_batch(QueueUrl=to.queue, Entries=due)
    puts = [{"PutRequest": {"Item": {"event_id": {"S": e["event_id"]}}}} for e in batch]
    dynamodb.batch_write_item(RequestItems={to.table: puts})
    lines = [{"Data": json.dumps(e) + "\n"} for e in batch]
    firehose.put_record_batch(DeliveryStreamName=to.delivery, Records=lines)


world, to, usage = lablib.restart(), make_destinations(more=True), some_usage(2 * load)
an_evening(world, usage, fan_out)
print(
    f"{len(usage)} events in {len(usage) // 10} batches, three calls per batch, and no call raised an error"
)

# %% [markdown]
# ## Predict: how much is missing?

# %% name="predict-missing" prediction="missing"

# %% [markdown]
# ## Run: how much is missing?
#
# Do what you did in lab 02, and compare by id. `arrived` waits until the last alert is due, and then reads the queue,
# the table, and the files that Firehose has written.

# %% name="reconcile"
sent = {event["event_id"] for event in usage}
missing = {place: sent - set(there) for place, there in arrived(to).items()}
for place, ids in missing.items():
    print(f"{place:<9}{len(sent) - len(ids):>4} of {len(sent)} arrived, {len(ids):>3} are missing")
late = [event for event in usage if event["event_id"] in missing["alerts"]]
print("due_s of the missing alerts:", sorted({event["due_s"] for event in late}))
compare("10.missing", sum(len(ids) for ids in missing.values()))

# %% [markdown]
# ## Explain: the same incident in other clothes
#
# All three calls returned, and all three responses reported what failed. The function reads none of them.
# {proof: cell reconcile} But the three places don't fail for the same reason:
#
# * **The table and the Firehose stream** were throttled. If the function resends these entries a moment later, they
#   are accepted.
# * **The queue** refused every alert whose delay is 1,200 s, because SQS delays a message by 900 s at most
#   ([SendMessageBatch](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatchRequestEntry.html)).
#   These alerts can be resent for years. A loop that resends whatever failed would do exactly that.
#
# So the lesson from lab 02 isn't enough. For every entry there are three answers, not two: **done**, **again**, and
# **never**. {proof: cell check-send}
#
# ## Evidence: five shapes of a partial failure
#
# AWS has no common form for such a report. In the services that people fan out to, you meet five shapes. The second
# shape has three rows in the table, because its services name a failed entry in three ways. (Kinesis also has queues:
# a consumer receives records with a receipt handle each, and acknowledges them by it.)
#
# | shape | operations | what failed is named by | can you tell *again* from *never*? |
# |---|---|---|---|
# | first: a result per entry | PutRecords (Kinesis), PutRecordBatch (Firehose), PutEvents (EventBridge) | its index | by its ErrorCode |
# | second: two lists, of what succeeded and of what failed | SendMessageBatch (SQS), PublishBatch (SNS) | your Id | by SenderFault |
# | second, again | DeleteObjects (S3) | its key | by its Code |
# | second, again | AcknowledgeQueueRecords (Kinesis queues) | its receipt handle | by its ErrorCode |
# | third: the rest is handed back | BatchWriteItem (DynamoDB) | the request itself | all of it is *again* |
# | fourth: ranges | PutLogEvents (CloudWatch Logs) | positions in the sorted list | all of it is *never* |
# | fifth: an exception, although the rest is written | WriteRecords (Timestream) | its index | all of it is *never* |
#
# The next three cells let each shape fail once. Where a line has the comment *injected*, moto doesn't fail by itself.
# Everything else is moto's own answer. The first two shapes come first.

# %% name="by-index-or-id"
events, sns = boto3.client("events"), boto3.client("sns")
good = {"Source": "usage", "DetailType": "alert", "Detail": "{}"}
results = events.put_events(Entries=[good, good | {"Detail": "{oops"}, good])["Entries"]
print("PutEvents       ", [result.get("ErrorCode") for result in results])
short, long = {"Data": "{}"}, {"Data": '{"tokens": 12}'}
world.fault("entries_fail", service="firehose", for_s=1, hits=lambda row: len(row["Data"]) > 4)  # injected
answer = firehose.put_record_batch(DeliveryStreamName=to.delivery, Records=[short, long, short, long])
print("PutRecordBatch  ", [result.get("ErrorCode") for result in answer["RequestResponses"]])
due = [{"Id": f"due-{due_s}", "MessageBody": "{}", "DelaySeconds": due_s} for due_s in (900, 901)]
print("SendMessageBatch", sqs.send_message_batch(QueueUrl=to.queue, Entries=due)["Failed"])
posts = [{"Id": "short", "Message": "{}"}, {"Id": "long", "Message": "x" * 300_000}]
print("PublishBatch    ", sns.publish_batch(TopicArn=to.topic, PublishBatchRequestEntries=posts)["Failed"])

# %% [markdown]
# S3 and the queues of Kinesis are variants of the second shape. S3 names a failure by its key. The object `june.csv`
# is under a lock and can't be deleted, and deleting an object that doesn't exist counts as a success. Neither moto nor
# the simulator has the queues of Kinesis, so their whole response is made up, in the documented form.

# %% name="by-key-or-handle"
s3, kinesis = boto3.client("s3"), boto3.client("kinesis")
objects = [{"Key": "june.csv", "VersionId": to.kept_version}, {"Key": "not-there.csv"}]
answer = s3.delete_objects(Bucket=to.kept, Delete={"Objects": objects})
print("DeleteObjects           deleted", [each["Key"] for each in answer["Deleted"]])
print("                        failed ", answer["Errors"])
one, two = {"ReceiptHandle": "r1"}, {"ReceiptHandle": "r2"}
world.fault("entries_fail", service="kinesis", for_s=1, hits=two.__eq__)  # injected
queue = "arn:aws:kinesis:us-east-1:111122223333:queue/usage"
answer = kinesis.acknowledge_queue_records(QueueARN=queue, Entries=[one, two])
print("AcknowledgeQueueRecords failed ", answer["Failed"])

# %% [markdown]
# And now the other three shapes: the rest is handed back, ranges, and an exception.

# %% name="rest-ranges-exception"
logs, timestream = boto3.client("logs"), boto3.client("timestream-write")
puts = [{"PutRequest": {"Item": {"event_id": {"S": f"e{number}"}}}} for number in range(4)]
world.fault("entries_fail", service="dynamodb", for_s=1, hits=puts[1].__eq__)  # injected
print("BatchWriteItem", dynamodb.batch_write_item(RequestItems={to.table: puts})["UnprocessedItems"])
# Hours from now. A log stream takes the last 336 hours and the next 2.
lines = [{"timestamp": int(1e3 * (time.time() + 3600 * h)), "message": "m"} for h in (-400, -399, 0, 3)]
print("PutLogEvents  ", logs.put_log_events(logEvents=lines, **to.log)["rejectedLogEventsInfo"])
points = [{"MeasureName": "m", "MeasureValue": v, "Time": "1793577600000"} for v in ("1", "2", "3")]
world.fault("entries_fail", service="timestream-write", for_s=1, hits=points[1].__eq__)  # injected
try:
    timestream.write_records(Records=points, **to.series)
except timestream.exceptions.RejectedRecordsException as error:
    print("WriteRecords   raised, and wrote all but", error.response["RejectedRecords"])

# %% [markdown]
# ## Explain: done, again, never
#
# * **By index with a code.** A result belongs to the entry at the same index. Two codes of
#   [PutEvents](https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_PutEventsResultEntry.html) are
#   retryable, `InternalFailure` and `ThrottlingException`. All others are *never*. {proof: cell check-send} For
#   [PutRecordBatch](https://docs.aws.amazon.com/firehose/latest/APIReference/API_PutRecordBatch.html) AWS documents
#   two codes, and you can resend after both.
# * **By your Id, with SenderFault.** The lists have no order that you can use.
#   [SenderFault](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_BatchResultErrorEntry.html)
#   says whose mistake it was. If it's true, the mistake is in the entry, and the entry is *never*. {proof: cell
#   check-send} [SNS](https://docs.aws.amazon.com/sns/latest/api/API_BatchResultErrorEntry.html) reports in the same
#   way.
# * **The rest handed back.**
#   [BatchWriteItem](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html) returns the
#   requests that it didn't carry out, without a code. If it can't carry out any, the whole call raises an error. And
#   if one request is invalid, the whole call is refused.
# * **Ranges.**
#   [PutLogEvents](https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_RejectedLogEventsInfo.html)
#   names the index after the last event that is too old, and the index of the first that is too new. moto is one off
#   here: it prints 1, and for two old events AWS documents 2.
# * **An exception, although the rest is written.** This is the opposite trap. Code that resends everything after an
#   exception writes the accepted records twice. A [rejected
#   record](https://docs.aws.amazon.com/timestream/latest/APIReference/API_RejectedRecord.html) has to be changed
#   before it can be written.
#
# One failure has no shape at all. If you send to an event bus that doesn't exist, AWS answers with 0 failures, and
# drops the event ([aws-sdk 186](https://github.com/aws/aws-sdk/issues/186)). moto raises an error for it, so a test
# against moto doesn't show it. {proof: test_moto_refuses_an_unknown_bus_which_aws_takes}
#
# ## Exercise: done, again, never
#
# Write one `send_all` for three operations: `put_events`, `send_message_batch` and `batch_write_item`. Start with
# `split(operation, entries, answer)`, which translates the answer of one call into three lists of entries: *done*,
# *again* and *never*. With it, `send_all` doesn't need to know the service. `call(entries)` makes one call with these
# entries and returns boto3's answer. For the queue above it would be `lambda entries:
# sqs.send_message_batch(QueueUrl=to.queue, Entries=entries)`. You can assume that no entry makes its whole call
# invalid.

# %% name="exercise-send" exercise="send_all_elsewhere"

# %% [markdown]
# ## Check

# %% name="check-send"
check("10.1", send_all)

# %% [markdown]
# ## Evidence: a library that resends for you
#
# For DynamoDB, boto3 has a loop of its own: `table.batch_writer()` collects your items, sends 25 at a time, and sends
# whatever came back together with the next ones
# ([batch_writer](https://docs.aws.amazon.com/boto3/latest/reference/services/dynamodb/table/batch_writer.html)). The
# next cell writes 300 items. During the first second, 70 % of what arrives at the table is throttled. The cell notes
# when each call is made.

# %% name="writer"
world = lablib.restart()
to, calls = make_destinations(), []
table = boto3.resource("dynamodb").Table(to.table)
each_call = "provide-client-params.dynamodb.BatchWriteItem"
table.meta.client.meta.events.register(each_call, lambda **_: calls.append(world.elapsed_s))
began = world.elapsed_s
world.fault("entries_fail", service="dynamodb", for_s=1, rate=0.7)  # injected
with table.batch_writer() as batch:
    for event in some_usage(300):
        batch.put_item(Item={"event_id": event["event_id"]})
print(f"{len(calls)} calls for 12 full batches, one every {(calls[-1] - began) / len(calls):.3f} s")

# %% [markdown]
# ## Explain: no pause, and no bound
#
# batch_writer resends at once. A throttled table gets the same requests again about a hundredth of a second later,
# while AWS *strongly* recommends an exponential backoff here
# ([BatchWriteItem](https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchWriteItem.html)). And
# batch_writer has no bound: while requests come back, the `with` block doesn't end. Users have asked for a pause since
# 2018 ([boto3 1527](https://github.com/boto/boto3/pull/1527), [boto3 4150](https://github.com/boto/boto3/issues/4150)).
#
# There is a third trap. batch_writer puts what came back *after* the newer items. If you write the same key again
# meanwhile, the older value can be written last.
#
# ## Exercise: a batch writer with a bound
#
# `batch_write` does the job of batch_writer, with three differences: it pauses before it resends, it gives up after
# `MAX_ATTEMPTS`, and the last request for a key wins.

# %% name="exercise-writer" exercise="batch_write"

# %% [markdown]
# ## Check

# %% name="check-writer"
check("10.2", batch_write)

# %% [markdown]
# ## Evidence: two handlers
#
# So far, your code sent entries. Now look at the receiving end, where *you* write the report of a partial failure.
# Two teams have a function that books events, both with `ReportBatchItemFailures`. `data_of` and `id_of` read a
# message of SQS as well as a record of Kinesis. The first handler was written for a stream:
#
# ```python
# def stop_at_the_first(event, book):
#     for record in event["Records"]:
#         try:
#             book(data_of(record))
#         except Exception:
#             return {"batchItemFailures": [{"itemIdentifier": id_of(record)}]}
#     return {"batchItemFailures": []}
# ```
#
# The second was written for a queue:
#
# ```python
# def report_all(event, book):
#     failed = []
#     for record in event["Records"]:
#         try:
#             book(data_of(record))
#         except Exception:
#             failed.append({"itemIdentifier": id_of(record)})
#     return {"batchItemFailures": failed}
# ```
#
# The teams swap their sources. Events 0 to 29 arrive in three batches of ten. The database is busy when events 3, 12,
# 16 and 27 are booked for the first time. A second attempt at them works.
#
# ## Predict: the handlers change places

# %% name="predict-queue" prediction="queue"

# %% name="predict-stream" prediction="stream"

# %% [markdown]
# ## Run: the handlers change places
#
# The simulator plays the stream's mapping. It has none for a queue, so `from_the_queue` makes the calls that AWS
# documents for one: receive, invoke, delete whatever isn't reported.

# %% name="both"
from lablib.scenarios.elsewhere import from_the_queue, from_the_stream, report_all, stop_at_the_first

seen = {}
for handler in (stop_at_the_first, report_all):
    with lablib.World(seed) as own:
        seen[handler] = from_the_queue(own, handler), from_the_stream(own, handler)
    for source, booked in zip(("queue", "stream"), seen[handler], strict=True):
        print(
            f"{handler.__name__:<18}{source:<7} never booked {booked.never:>2}, booked again {booked.twice:>2}"
        )
compare("10.queue", seen[stop_at_the_first][0].never)
compare("10.stream", seen[report_all][1].twice)

# %% [markdown]
# ## Explain: one response, two meanings
#
# * **A queue** takes the report literally. Messages that are reported become visible again, and all others are
#   deleted ([SQS](https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html)). A handler that
#   stops after its first failure and reports that one message loses every message after it. {proof: cell both} If it
#   reports the rest as well, the good messages aren't lost, but they come back after the visibility timeout, the
#   time for which SQS hides a message that somebody has received. So the queue is delayed. {proof:
#   test_a_handler_that_hands_back_the_rest_delays_a_queue}
# * **A stream** takes the report as a position. It continues at the lowest sequence number that is reported
#   ([Kinesis](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html)). A handler
#   that goes on after its first failure books events that will be delivered again. {proof: cell both}
#
# A FIFO queue has an order to keep, so there AWS asks you to stop at the first failure and to report all that failed
# and all that weren't processed.
#
# ## Exercise: one handler, two sources
#
# `handle` reads a batch of either source. The queue is a standard queue.

# %% name="exercise-handle" exercise="one_handler"

# %% [markdown]
# ## Check

# %% name="check-handle"
check("10.3", handle)

# %% [markdown]
# ## Evidence: a museum of this bug
#
# Everybody ships this bug. Below are public projects that shipped it, and one, the sixth, that caught it in review.
# Their maintainers found and fixed it, often after years. The code in the museum is ours: about ten lines that behave
# as the project did. Each exhibit runs in its own simulator. All but the fourth send 100 entries, of which about one
# in twenty fails (in the sixth, none). The fourth sends 1,500 records to one
# [shard](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html), which throttles what exceeds
# its limit.

# %% name="museum"
from lablib.scenarios.elsewhere import museum

print(*museum(seed), sep="\n")

# %% [markdown]
# ## Explain: what the exhibits have in common
#
# | exhibit | thread | what it believed |
# |---|---|---|
# | 1 | [boto 1714](https://github.com/boto/boto/pull/1714) | requests that come back don't have to be sent again |
# | 2 | [lambda-streams-to-firehose 37](https://github.com/awslabs/lambda-streams-to-firehose/issues/37), fixed by [43](https://github.com/awslabs/lambda-streams-to-firehose/pull/43) | a call that returns has sent everything |
# | 3 | [streamalert 350](https://github.com/airbnb/streamalert/pull/350), fixed by [737](https://github.com/airbnb/streamalert/pull/737) | the batch is the unit of a retry |
# | 4 | [Vector 359](https://github.com/vectordotdev/vector/issues/359) and [16954](https://github.com/vectordotdev/vector/issues/16954), [RisingWave 17865](https://github.com/risingwavelabs/risingwave/pull/17865) | throttling is an exception |
# | 5 | [sqs-consumer 193](https://github.com/bbc/sqs-consumer/issues/193) | a delete can't fail in part |
# | 6 | [Airflow 32498](https://github.com/apache/airflow/pull/32498) | the field is there if something failed, and missing if not |
# | 7 | [Segment 2828](https://github.com/segmentio/action-destinations/pull/2828) | HTTP 200 is a delivery |
#
# Six of the seven pass a test against a fake service that accepts everything. The sixth fails as soon as the fake
# answers as AWS does, with a `FailedEntryCount` of 0. The page [find it in your
# code](../docs/find-it-in-your-code.md) has the patterns to search for, in Python, JavaScript, Java and Go. What the
# operations of your own services report is in the [API reference](https://docs.aws.amazon.com/index.html).
#
# ### Your own experiment
#
# Write a third handler that stops at its first failure and reports it together with everything after it. What does it
# cost the queue, and what does it cost the stream? `from_the_queue` and `from_the_stream` return `never`, `twice`, and
# `last_s`, the second in which the last event was booked.

# %% name="own"
experiment = ...  # with lablib.World(seed) as own: print(from_the_queue(own, yours))

# %% [markdown]
# ## Prove
#
# Another evening, with events and failures that your functions haven't seen: alerts through `send_all`, invoices
# through `batch_write`, and `handle` behind both sources.

# %% name="prove"
from lablib.scenarios.elsewhere import another_evening

print(*another_evening(seed + 1, load, send_all, batch_write, handle), sep="\n")

# %% [markdown]
# ## In production
#
# | number | where it comes from | when to alert |
# |---|---|---|
# | entries given up at once | your own counter, by code | above zero: a bug, or a setting of a customer |
# | entries given up after the last attempt | your own counter | above zero: somebody has to redrive them |
# | entries resent | your own counter | if it rises for days: plan more capacity |
# | sent minus arrived | both ends, by id | above the number of entries that are normally still on their way |
#
# AWS counts some of these failures for you, but every service in its own place: Firehose in a field of the response,
# `FailedPutCount`, and DynamoDB in a metric, `WriteThrottleEvents`
# ([metrics](https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html)).
#
# Test with failures. A fake that accepts everything finds one of the seven exhibits. botocore's
# [Stubber](https://docs.aws.amazon.com/botocore/latest/reference/stubber.html) answers with any response that you
# write down.
#
# ## Recap and quiz
#
# * Hundreds of AWS operations can fail in part, and PutRecords is one of them. Four of the five shapes come with HTTP
#   200, and the fifth is an exception.
# * For every entry there are three answers: done, again, never. Resend *again* with a pause and a bound, and put
#   *never* where somebody sees it.
# * The same report means different things to a queue and to a stream.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("10")
