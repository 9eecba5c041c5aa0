# %% [markdown]
# # 08 · Taming the mapping

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed plays another day
shards = 4
load = 60  # gateways of a small region, with 200 events per minute in all

# %% name="start"
import base64
import json
import time

import lablib
from lablib import check, compare, predict, quiz, recall, summary
from lablib.pictures.diagrams import bisect_tree
from lablib.scenarios.mapping import make_stream, map_usage, queue_arn, waiting_in, write_hour

import boto3

world = lablib.start("08", seed=seed)
kinesis, functions = boto3.client("kinesis"), boto3.client("lambda")

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# A malformed event blocked a shard for a day, and good events in this shard expired. On Thursday a colleague proposes
# a fix of one line: `MaximumRetryAttempts=2`. *A bad batch is gone after two seconds, and no shard is ever blocked
# again.*
#
# Of the 204,439 dollars a month that leaked in lab 00, 364 are left. 294 of these come from customers who paid twice,
# and the on-call engineer hasn't slept through a night since Tuesday.
#
# ## Objective
#
# Choose the settings of a mapping, and write the handler and the redrive that go with them, so that no event is lost
# in an incident. When a mapping has dropped records, to *redrive* them means to read them from the stream again and to
# handle them by hand. 75 minutes.
#
# ## Evidence: an hour with two retries
#
# This is a short version of lab 07's function. It books a batch as a whole, or raises an error and books none of it.
# `write_hour` writes an hour of usage into the stream, with three malformed events.

# %% name="two-tries"
world = lablib.restart()  # a fresh simulator, so that this cell can run again
booked = []


def book_usage(event, context):
    booked.extend([json.loads(base64.b64decode(record["kinesis"]["data"])) for record in event["Records"]])


make_stream(shards)
world.deploy(book_usage, name="book-usage")
map_usage("book-usage", MaximumRetryAttempts=2, MaximumBatchingWindowInSeconds=10)
written = write_hour(world, load)
print(f"{len(written):,} events, 3 of them malformed; {len(booked):,} booked")
print(
    "dropped by retries:", world.totals()["dropped by retries"], "- still waiting:", world.totals()["stored"]
)

# %% [markdown]
# No shard is blocked, as the colleague said. But the mapping dropped the whole batch of each malformed event, with
# the good events in it. And nobody was notified: without a failure destination, nothing says which records were
# dropped.
#
# There are two remedies. The mapping can give a failing function fewer records at a time, or the function can say
# which record failed.
#
# ## Predict: how often is a good neighbor delivered?
#
# The first remedy is a setting and needs no code. With `BisectBatchOnFunctionError`, the mapping splits a batch that
# failed into two halves and delivers both. If a half fails, the mapping splits it again.

# %% name="predict-bisect" prediction="bisect"

# %% [markdown]
# ## Run: how often is a good neighbor delivered?
#
# `play` puts some records into a stream of one shard and maps the stream to a handler. `numbered` makes the records.


# %% name="play"
def play(world, name, handler, records, **settings):
    """Put records into a stream of one shard, and map it to a handler for three minutes."""
    make_stream(1, name)
    world.deploy(handler, name=name)
    entries = [{"Data": record, "PartitionKey": "t-0001"} for record in records]
    kinesis.put_records(StreamName=name, Records=entries)
    arn = kinesis.describe_stream_summary(StreamName=name)["StreamDescriptionSummary"]["StreamARN"]
    settings |= {"FunctionName": name, "EventSourceArn": arn, "StartingPosition": "TRIM_HORIZON"}
    functions.create_event_source_mapping(**settings)
    world.sleep(180)


def numbered(name, count):
    return [json.dumps({"event_id": f"{name}-{number}", "number": number}) for number in range(count)]


# %% name="bisect"
def fails_as_a_whole(event, context):
    given.append([base64.b64decode(record["kinesis"]["data"]).decode() for record in event["Records"]])
    return [json.loads(data) for data in given[-1]]


given, records = [], numbered("cut", 64)
records[42], neighbour = records[42][:22], records[43]
with lablib.World(seed) as own:
    play(own, "cut", fails_as_a_whole, records, BisectBatchOnFunctionError=True, MaximumRetryAttempts=0)
print("records per invocation:", *(len(datas) for datas in given))
compare("08.bisect", sum(neighbour in datas for datas in given))
bisect_tree()

# %% [markdown]
# ## Explain: how bisecting isolates a record
#
# The diagram above shows all invocations of the batch.
#
# * A split doesn't count as a retry
#   ([settings](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html)). So a record that is
#   alone still has all its retries, and **bisect without a limit on retries blocks the shard as before**, with one
#   record.
# * If a failing invocation bills some events before its error, these events are billed again at every level of the
#   tree. (In the lab's model, the parts are halves, and the left one goes first.)
#
# ## Predict: which records are delivered again?
#
# The second remedy is a setting and some code. With `FunctionResponseTypes=["ReportBatchItemFailures"]`, the mapping
# reads what the function returns, and the function can report which records failed.

# %% name="predict-partial" prediction="partial"

# %% [markdown]
# ## Run: which records are delivered again?
#
# Records 3 and 7 fail at the first attempt and succeed at the second. This handler reports failures in the way that
# works for an SQS queue: it goes through the whole batch and reports every record that failed.


# %% name="queue-style"
def as_with_a_queue(event, context):
    failures = []
    given.append(
        [json.loads(base64.b64decode(each["kinesis"]["data"]))["number"] for each in event["Records"]]
    )
    for number, record in zip(given[-1], event["Records"], strict=True):
        if number in (3, 7) and number not in tried:
            tried.add(number)
            failures.append({"itemIdentifier": record["kinesis"]["sequenceNumber"]})
        else:
            lines.append(number)
    return {"batchItemFailures": failures}


# %% name="partial"
given, lines, tried = [], [], set()
reports = {"FunctionResponseTypes": ["ReportBatchItemFailures"]}
with lablib.World(seed) as own:
    play(own, "reported", as_with_a_queue, numbered("reported", 10), **reports)
print("delivered:", *given, sep="\n  ")
print("billed twice:", sorted(number for number in set(lines) if lines.count(number) > 1))
compare("08.partial", {(3, 7): "a", tuple(range(3, 10)): "b"}.get(tuple(given[1]), "c"))

# %% [markdown]
# ## Explain: a mapping has one position per shard
#
# A mapping keeps one position per shard. If the function reports failures, the mapping sets this position to the
# **lowest** sequence number in the report
# ([partial responses](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html)):
#
# | the function | the mapping |
# |---|---|
# | returns an empty list, or an empty response (`{}`, `None`) | treats the whole batch as done |
# | returns a sequence number of the batch | treats the records before it as done, and delivers the others again |
# | returns any other identifier, or an empty one | treats the whole batch as failed |
# | raises an error, or runs into its timeout | treats the whole batch as failed, and splits it if bisect is on |
#
# So a consumer of a stream **stops at the first failure**. Then the records that the mapping treats as done are
# exactly those that the consumer has billed.
#
# ## Exercise: stop at the first failure
#
# `book(data)` bills one event, or raises an error. Call it once per record, because retries are up to the mapping.

# %% name="exercise-stop" exercise="bill_batch"

# %% [markdown]
# ## Check

# %% name="check-stop"
check("08.1", bill_batch)

# %% [markdown]
# ## Evidence: a record that always fails
#
# A report doesn't limit how often a record is retried. So the mapping of the next run gets a limit on retries.
# It also gets a failure destination: a queue that receives a message when the mapping drops records.
#
# ## Run: the message about dropped records
#
# The next cell gives your handler ten records, the third of them malformed. It prints how many records each
# invocation got, and then the message in the queue.

# %% name="message"
given, records = [], numbered("told", 10)
records[2] = records[2][:22]


def handler(event, context):
    given.append(len(event["Records"]))
    return bill_batch(event, json.loads)


with lablib.World(seed) as own:
    told = {"DestinationConfig": {"OnFailure": {"Destination": queue_arn("given-up")}}}
    play(own, "told", handler, records, MaximumRetryAttempts=3, **reports, **told)
    message = waiting_in("given-up")[0]
print("records per invocation:", *given, "\n" + json.dumps(message, indent=1))

# %% [markdown]
# ## Explain: the message says where the records are
#
# * **Retries are counted per batch**, not per record. Here `approximateInvokeCount` is 4: the first delivery of the
#   batch of eight, and three retries. When a report moves the position, the remaining records become a new batch,
#   which has its full number of retries again.
# * **The rest of the batch is dropped too.** The message is about eight records, and seven of them are good. They
#   haven't been billed, so somebody has to redrive them. (In the lab's model, bisect doesn't help here. If the retries
#   run out while the function reports the batch's *first* record, the mapping drops the whole batch.)
# * **The message has no data.** A message to an SQS queue or an SNS topic says where in the stream the records are. It
#   doesn't keep them, so they still expire
#   ([destination](https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html)). Only a
#   destination in S3 gets the event itself. {proof: test_a_bucket_gets_the_event_as_well_as_one_string}
# * **`condition` can also be `RecordAgeExceeded`.** Then the message has no `responseContext`, because the function
#   may not have run.
#
# ## Exercise: redrive
#
# The messages say which records the mapping dropped. Read these records back from the stream before they expire, and
# bill each event once. Some of the events are as bad as before. Return their sequence numbers, and don't try them
# again. A read from the stream can fail. Your function may raise an error then, but the message about a record that
# it hasn't handled has to stay in the queue.

# %% name="exercise-redrive" exercise="redrive"

# %% [markdown]
# ## Check

# %% name="check-redrive"
check("08.2", redrive)

# %% [markdown]
# ## Evidence: a record can still be delivered twice
#
# A function can time out in the middle of a batch, a response can get lost, and a redrive can be started twice.
# Whatever its settings, a mapping delivers a record **at least once**
# ([with Kinesis](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html)). A second delivery does no harm if
# the function remembers which events it has billed.
#
# Powertools, a library by AWS, has two parts that help. The
# [batch processor](https://docs.aws.amazon.com/powertools/python/latest/utilities/batch/) calls your code for one
# record after another and reports what failed. The
# [idempotency](https://docs.aws.amazon.com/powertools/python/latest/utilities/idempotency/) part keeps a table with
# the id of every event that was handled. The next cell prepares both. Its `bill` fails like `as_with_a_queue`: for
# records 3 and 7, at the first attempt.

# %% name="billing"
from aws_lambda_powertools.utilities import batch, idempotency


def bill(usage):
    if usage["number"] in (3, 7) and usage["event_id"] not in tried:
        tried.add(usage["event_id"])
        raise ConnectionError("the invoices' database does not answer")
    lines.append(usage["number"])


key, of_text = {"AttributeName": "id", "KeyType": "HASH"}, {"AttributeName": "id", "AttributeType": "S"}
billed = {"TableName": "billed", "KeySchema": [key], "AttributeDefinitions": [of_text]}
processor = batch.BatchProcessor(event_type=batch.EventType.KinesisDataStreams)
config = idempotency.IdempotencyConfig(event_key_jmespath="event_id", expires_after_seconds=8 * 86_400)
table = idempotency.DynamoDBPersistenceLayer(table_name="billed")

# %% [markdown]
# ## Run: a record can still be delivered twice
#
# The next two cells play the same ten records twice: first with the batch processor alone, and then with
# `idempotent_function` around `bill`. They print the numbers of the events that were billed.

# %% name="powertools"
bill_once = idempotency.idempotent_function(
    bill, data_keyword_argument="usage", persistence_store=table, config=config
)


def handler_of(function):
    def handler(event, context):
        config.register_lambda_context(context)
        return batch.process_partial_response(
            event, lambda record: function(usage=record.kinesis.data_as_json()), processor, context
        )

    return handler


# %% name="twice"
for name, function in {"processor": bill, "idempotent": bill_once}.items():
    lines, tried = [], set()
    with lablib.World(seed) as own:
        boto3.client("dynamodb").create_table(**billed, BillingMode="PAY_PER_REQUEST")
        play(own, name, handler_of(function), numbered(name, 10), **reports)
    print(f"{name:<12}{len(lines):>3} lines: {lines}")

# %% [markdown]
# ## Explain: delivered at least once, billed once
#
# The batch processor goes on after a failure and reports every record that failed, as you would for a queue. So the
# mapping delivers all records after the first failure again. With the table, the second delivery finds the id of the
# event, and the event isn't billed again. {proof: cell twice} The table leaves a gap: if the function dies after the
# event was billed and before this was noted in the table, a later delivery bills the event again. If you can, write
# the invoice line and the id in one transaction.
#
# Two defaults of Powertools don't fit a stream:
#
# * **The table keeps an id for one hour**
#   ([expires_after_seconds](https://docs.aws.amazon.com/powertools/python/latest/api_doc/idempotency/config)). But a
#   record can be delivered again for as long as the stream's
#   [retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html) and your redrive last.
#   That is why the cell above sets eight days.
# * **If all records of a batch fail, the processor raises an error** and reports none of them
#   ([raise_on_entire_batch_failure](https://docs.aws.amazon.com/powertools/python/latest/api_doc/batch/base/)). A
#   failing batch of one record is such a batch too. With `BatchProcessor(..., raise_on_entire_batch_failure=False)`
#   the processor reports the records instead.
#
# ### When the answer is not a stream
#
# A mapping has one position per shard, so a function can't acknowledge single records. If your events don't need an
# order, a [queue on the stream](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateQueue.html) hands
# out up to 10 records per call, and your consumer acknowledges them one by one. A record that was received
# `MaxReceiveCount` times (6 by default) without an acknowledgment is set aside as a
# [dead letter](https://docs.aws.amazon.com/streams/latest/dev/queues-dead-letter-records.html), and its neighbors are
# still delivered.
#
# But the stream has to be on demand, the default start is `LATEST` (lab 06), and records still expire after the
# retention. If nobody else reads or replays the events, an SQS queue does the same. The simulator has no queues on a
# stream, and no mapping that reads an SQS queue.
#
# ## Evidence: all settings together
#
# The widget plays four minutes of a small mapping. Change one setting at a time: retries, age, bisect, responses,
# destination. How does the change show in the numbers under the picture? In this model, records expire after two
# minutes.

# %% name="widget"
from lablib.pictures.widgets import mapping_widget

mapping_widget()

# %% [markdown]
# ## Explain: what the settings decide
#
# | setting | default | what it decides | too low, or off | too high |
# |---|---|---|---|---|
# | `MaximumRetryAttempts` | -1, no limit | how long an outage a batch can wait out | good events are dropped | a bad record blocks its shard |
# | `MaximumRecordAgeInSeconds` | -1, no limit | how late a record can be, also while the function is throttled | good events are dropped | there is no real limit |
# | `BisectBatchOnFunctionError` | off | which records are dropped along with a record that kills the function | the rest of the batch is dropped | |
# | `FunctionResponseTypes` | none | whether the mapping reads a report | reported events are lost | |
# | `DestinationConfig` | none | whether anybody learns about dropped records | nobody does | |
# | `BatchSize` and window | 100, 0 s | how many invocations there are, and how many good events share a batch with a bad one | the bill grows | the redrive grows |
#
# [AWS's bounds](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html) are 0 to 10,000
# retries, and an age of 60 s or more. A throttled invocation doesn't count as a retry, because the function didn't
# run. An age limit drops the records at the front of a batch that are too old, and not the whole batch.
# `ParallelizationFactor` lets other tenants of the shard move on, but the tenant of the bad record stays blocked.
#
# ## Exercise: tame the mapping
#
# Choose the settings for an incident of twenty-five minutes. It has some malformed events, one event on which the
# function hangs until its timeout of 10 s, and an outage of the database. The function takes 20 ms per event.
# `incident` is a dict:
#
# | key | meaning |
# |---|---|
# | `shards`, `events_per_s`, `minutes` | the stream, and its traffic |
# | `bad_events` | how many events can't be billed, at any attempt |
# | `outage_s` | how long the database is down |
# | `queue_arn` | the ARN of a queue for the failure destination |
# | `most_age_s` | the highest `IteratorAge` that is allowed |
# | `most_invocations` | the most invocations that are allowed |
# | `most_billed_twice` | how many events may be billed again |
# | `most_to_redrive` | how many good events the messages in the destination may be about |
#
# These facts lead from the bounds to the settings:
#
# * `pause_s(n)` is the pause before a batch's n-th retry. A batch waits out the outage if its pauses together are
#   longer. (The pauses are the lab's model, because AWS publishes no schedule.)
# * When a bad event's retries run out, the good events after it in its batch are dropped too and have to be redriven.
# * A batch that takes longer than the timeout can't report anything. What it billed is billed again.
# * With bisect, the event on which the function hangs can cause up to two batches to be billed again.
# * While nothing fails, a shard has at most one invocation per window or per full batch. Half of `most_invocations`
#   is more than enough for splits and retries.

# %% name="exercise-tame" exercise="tame"

# %% [markdown]
# ## Check

# %% name="check-tame"
check("08.3", tame)

# %% [markdown]
# ### Your own experiment
#
# A colleague proposes `MaximumRetryAttempts=0` with a queue as the failure destination: *whatever fails, we redrive*.
# What does that cost in an outage of two minutes, and who has to do the redrive? `play` and `numbered` help you find
# out.

# %% name="own"
experiment = ...  # with lablib.World(seed) as own: play(own, "mine", handler, numbered("mine", 100), ...)

# %% [markdown]
# ## Prove
#
# Here is an incident that your code hasn't seen. It runs with your settings and your handler, and your redrive comes
# at the end.

# %% name="prove"
from lablib.scenarios.mapping import another_incident

print(*another_incident(seed + 1, shards, load, tame, bill_batch, redrive), sep="\n")

# %% [markdown]
# ## In production
#
# | number | alarm |
# |---|---|
# | `IteratorAge`, Maximum | above the time that your retries can take |
# | `ApproximateAgeOfOldestMessage` of the destination's queue | at a quarter of the stream's retention |
# | `DestinationDeliveryFailures`, Sum | above zero: records were dropped, and nobody was notified |
# | `DroppedEventCount`, Sum | above zero. It leaves out what expires in the stream |
#
# The second one is a metric of
# [SQS](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html),
# the others are [Lambda's](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html).
#
# ## Recap and quiz
#
# * Allow as many retries as it takes to wait out an outage, and no more. With bisect, a record that kills the
#   function is then dropped without its neighbors.
# * Stop at the first failure, report that record, and switch on `ReportBatchItemFailures` so that the mapping reads
#   it.
# * Dropped records stay in the stream for some hours. Redrive them before they expire, with a function that bills
#   every event id once.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("08")
