# %% [markdown]
# # 08 · Taming the mapping

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways of a small region

# %% name="start"
import base64
import json
import time

import lablib
from lablib import check, compare, predict, quiz, recall, summary
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
# A malformed event has blocked a shard for a day, and good ones expired behind it. On Thursday a colleague has a remedy
# of one line: `MaximumRetryAttempts=2`. *A bad batch is gone after two seconds, and nothing is ever blocked again.*
#
# ## Objective
#
# Set every safety of a mapping, and write the handler and the redrive that they need: an incident then ends with
# nothing lost. 45 minutes.
#
# ## Evidence: two seconds
#
# The function of lab 07 in short: it books a batch as a whole, or raises. `write_hour` is scenery. It writes an hour of
# usage with three malformed events.

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
# Nothing is blocked. But each malformed event took its whole batch along, and nobody was told: without a destination,
# what is given up is gone. The function has to be given less at once, or has to say more.
#
# ## Predict: bisect
#
# The first remedy needs no code. With `BisectBatchOnFunctionError` a batch that fails is cut in two, and each half is
# delivered, again and again.

# %% name="predict-bisect" prediction="bisect"

# %% [markdown]
# ## Run: bisect
#
# `play` puts some records into a stream and maps it to a handler. Each experiment opens a simulator of its own with
# `lablib.World`, which ends with the block.


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
print("records an invocation:", *(len(datas) for datas in given))
compare("08.bisect", sum(neighbour in datas for datas in given))

# %% [markdown]
# ## Explain: cut until it is alone
#
# ```
#  64 --+-- 32 good
#       +-- 32 --+-- 16 --+-- 8 good
#                |        +-- 8 --+-- 4 --+-- 2 good
#                |                |       +-- 2 --+-- 1 BAD: its own tries begin
#                |                |               +-- 1 good: delivered for the seventh time
#                |                +-- 4 good
#                +-- 16 good
# ```
#
# * A cut costs no try
#   ([settings](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html)). A record that is alone has
#   all its tries: **bisect without a bound on tries blocks the shard as before**, with one record.
# * Whatever a failing invocation has billed before its error is billed again at every level. This function books a batch
#   as a whole or not at all, so it is spared. (Halves, the left one first, are the lab's model.)
#
# ## Predict: a report
#
# The second remedy is to say which record failed. With `FunctionResponseTypes=["ReportBatchItemFailures"]` the mapping
# reads what the function returns.

# %% name="predict-partial" prediction="partial"

# %% [markdown]
# ## Run: a report
#
# Records 3 and 7 fail at the first attempt only. This handler does as one would with a queue.


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
# ## Explain: one place to go on from
#
# A mapping keeps one place in a shard. It takes the **lowest** sequence number of the report for it
# ([partial responses](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html)):
#
# | the function returns | the mapping |
# |---|---|
# | an empty list, an empty response (`{}`, `None`) | goes on behind the batch |
# | a sequence number of the batch | takes what is before it as done, delivers the rest again |
# | any other name, or an empty one | takes the whole batch as failed |
# | no value, as it raised or ran into its timeout | takes the whole batch as failed; bisects, if that is on |
#
# So a consumer of a stream **stops at the first failure**. What it billed is then exactly what the mapping takes as done.
#
# ## Exercise: stop at the first failure
#
# `book(data)` bills one event, or raises. It is called once for a record: retries are the mapping's.

# %% name="exercise-stop" exercise="bill_batch"

# %% [markdown]
# ## Check

# %% name="check-stop"
check("08.1", bill_batch)

# %% [markdown]
# ## Evidence: a record that never succeeds
#
# A report alone does not end its tries. Now they are bounded, and a failure destination, a queue, hears of what is given
# up.
#
# ## Run: the message
#
# Your handler, ten records, the third of them malformed.

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
print("records an invocation:", *given, "\n" + json.dumps(message, indent=1))

# %% [markdown]
# ## Explain: where, not what
#
# * **The tries belong to a batch**, not to a record. `approximateInvokeCount` is 4: the first delivery and three retries of
#   the batch of eight. A report moves the place, and what is left is a batch of its own, with all its tries.
# * **The rest of the batch goes along.** The message speaks of eight records, and seven of them are good. They are
#   not billed yet, so they must not be forgotten. (AWS documents that a batch is cut at the reported place. That a batch
#   whose *first* record is reported is given up as a whole, bisect or not, is the lab's reading.)
# * **No data.** The message to a queue or a topic says where the records are, in the stream, and there they expire
#   ([destination](https://docs.aws.amazon.com/lambda/latest/dg/kinesis-on-failure-destination.html)). Only a bucket gets
#   the event itself. {proof: test_a_bucket_gets_the_event_as_well_as_one_string}
# * `condition` may also be `RecordAgeExceeded`. Then there is no `responseContext`: perhaps the function did not even run.
#
# ## Exercise: redrive
#
# Read back what the messages speak of, before it expires, and bill each event once. Some are as bad as before: name them, and
# don't try them again. A read can fail. Then your function may raise, but what it has not handled must still have its message.

# %% name="exercise-redrive" exercise="redrive"

# %% [markdown]
# ## Check

# %% name="check-redrive"
check("08.2", redrive)

# %% [markdown]
# ## Evidence: and still twice
#
# A timeout in the middle of a batch, an answer that is lost, a redrive that is started twice: a mapping delivers **at least
# once**, whatever its settings ([with Kinesis](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html)). What makes
# that harmless is a function that knows what it has done. Powertools, AWS's own library, has both parts:
# [a batch processor](https://docs.aws.amazon.com/powertools/python/latest/utilities/batch/) and
# [idempotency](https://docs.aws.amazon.com/powertools/python/latest/utilities/idempotency/), which notes each id in a table.

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
# ## Run: and still twice
#
# The same ten records as above. First the batch processor alone, then with `idempotent_function` around the billing.

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
# ## Explain: at least once, billed once
#
# The batch processor goes on after a failure and reports all failures, as for a queue, so the records after the first
# failure come again. With the table, a second delivery finds the id and does not bill it. {proof: cell twice} The table
# costs a write per event. And a function that dies between the line on the invoice and the note in the table bills again
# all the same, so put both into one transaction if you can.
#
# Two defaults of Powertools are not made for a stream:
#
# * **The notes live for one hour**
#   ([expires_after_seconds](https://docs.aws.amazon.com/powertools/python/latest/api_doc/idempotency/config)), and a record
#   can come again as long as the stream's
#   [retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html) and your redrive last. The
#   cell above sets eight days.
# * **When all records of a batch fail, the processor raises** and reports none
#   ([raise_on_entire_batch_failure](https://docs.aws.amazon.com/powertools/python/latest/api_doc/batch/base/)). That is an
#   error of the function: it counts in `Errors`, and with bisect on the mapping cuts the batch. A batch of one record that
#   fails is such a batch. `BatchProcessor(..., raise_on_entire_batch_failure=False)` reports instead.
#
# ### When the answer is not a stream
#
# Half of this lab repairs one thing: a mapping has one place per shard, and no acknowledgement per record. If your events
# need no order, you can have the other half. A [queue on the stream](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_CreateQueue.html)
# hands out up to 10 records per call, and your consumer acknowledges them one by one. A record that is received
# `MaxReceiveCount` times (6 by default) without an acknowledgement is set aside as a
# [dead letter](https://docs.aws.amazon.com/streams/latest/dev/queues-dead-letter-records.html), and its neighbors are
# delivered. The price: no order, on-demand streams alone, `LATEST` as the default start (lab 06), and the retention still
# ends a record's life. Acknowledging can fail in part within an HTTP 200, as in lab 02. An SQS queue in place of the stream
# does the same if nobody else reads or replays the events. The simulator has neither.
#
# ## Evidence: all settings together
#
# Four minutes of a small mapping. Turn one setting at a time: retries, age, bisect, responses, destination. What does each
# of them move in the last two lines? The records of this model expire after two minutes.

# %% name="widget"
from lablib.pictures.widgets import mapping_widget

mapping_widget()

# %% [markdown]
# ## Explain: what bounds what
#
# | setting | default | what it decides | too little | too much |
# |---|---|---|---|---|
# | `MaximumRetryAttempts` | -1 | which outage a batch outlasts | good events given up | a bad one blocks |
# | `MaximumRecordAgeInSeconds` | -1 | how late anything may be; throttles too | good events given up | no bound |
# | `BisectBatchOnFunctionError` | off | who shares the fate of a record that kills the function | the neighbours | |
# | `FunctionResponseTypes` | none | whether a report is read | reported events are lost | |
# | `DestinationConfig` | none | whether anybody hears of it | silence | |
# | `BatchSize` and window | 100, 0 s | invocations; good events beside a bad one | the bill | the redrive |
#
# [AWS's bounds](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html): 0 to 10,000 tries, an age of
# 60 s or more. A throttle uses up no try, as the function did not run. An age limit drops single records, those at the
# front that are too old, not their batch. `ParallelizationFactor` lets other tenants pass, and does not
# free the one that is blocked.
#
# ## Exercise: tame the mapping
#
# Twenty-five minutes: two malformed events, one on which the function hangs until its timeout of 10 s, and an outage of the
# database. An event takes 20 ms. `incident` is a dict with `shards`, `events_per_s`, `minutes`, `bad_events` (how many),
# `outage_s`, `queue_arn`, and the bounds `most_age_s` (IteratorAge), `most_invocations`, `most_billed_twice`,
# `most_to_redrive` (good events in the destination). The pauses are the lab's model, as AWS publishes no schedule.
#
# A bad event can leave the rest of its batch to the redrive. Bisected, the one that hangs has up to two batches billed again.
# While nothing fails, a shard has one invocation per window at most, or per full batch; half of `most_invocations` is more
# than enough for cuts and retries.

# %% name="exercise-tame" exercise="tame"

# %% [markdown]
# ## Check

# %% name="check-tame"
check("08.3", tame)

# %% [markdown]
# ### Your own experiment
#
# A colleague wants `MaximumRetryAttempts=0` with a queue as destination: *whatever fails, we redrive*. What does that cost
# in an outage of two minutes, and who has to redrive it? You have `play`, `numbered`, and a fresh simulator per `World`.

# %% name="own"
experiment = ...  # with lablib.World(seed) as own: play(own, "mine", handler, numbered("mine", 100), ...)

# %% [markdown]
# ## Prove
#
# An incident that your code has not seen: your settings, your handler, and at the end your redrive.

# %% name="prove"
from lablib.scenarios.mapping import another_incident

print(*another_incident(seed + 1, shards, load, tame, bill_batch, redrive), sep="\n")

# %% [markdown]
# ## In production
#
# | number | alarm |
# |---|---|
# | `IteratorAge`, Maximum | above what your tries can take |
# | age of the oldest message in the destination, `ApproximateAgeOfOldestMessage` | at a quarter of the stream's retention |
# | `DestinationDeliveryFailures`, Sum | above zero: the batch is given up, and nobody is told |
# | `DroppedEventCount`, Sum | above zero; it leaves out what expires in the stream |
#
# These are [Lambda's metrics](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html) and one of
# [SQS](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html).
#
# ## Recap and quiz
#
# * Bound the tries by the outage that you want to outlast, and bisect: the bad one ends, and its neighbours do not.
# * Stop at the first failure, report it, and switch the reading of reports on.
# * What is given up is in the stream, for hours: redrive it before it expires, into a function that bills each id once.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("08")
