# %% [markdown]
# # 06 · The mapping in between

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways; in this lab a twentieth of them write

# %% name="start"
import json
import time

import lablib
from lablib import check, compare, predict, quiz, recall, summary
from lablib.pictures.diagrams import mapping_steps
from lablib.pictures.plots import concurrency
from lablib.scenarios.mapping import catch_up, make_stream, map_to, replace_mapping
from lablib.traffic import feed, requests

import boto3

world = lablib.start("06", seed=seed)
kinesis, functions = boto3.client("kinesis"), boto3.client("lambda")

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# By now, every usage event reaches the stream. Now something has to read the events: the Lambda function `bill`, which
# adds every event to its tenant's invoice. The function has twelve lines, and none of them reads a stream.
#
# Two tickets are open. Finance writes: *Lambda costs more than the stream that feeds it.* Support writes: *On Monday,
# customers couldn't sign in for twenty seconds. The sign-in service was healthy, and it has nothing to do with billing.*
# Both tickets are about the **event source mapping**, the part of Lambda that reads the stream and invokes the function.
#
# And 3,870 dollars a month of the leak are still unexplained.
#
# ## Objective
#
# Read an event as it arrives. From the settings of a mapping, predict how many invocations it makes, what they cost, and
# when it keeps other functions from running. 50 minutes.
#
# ## Evidence: a function and a mapping
#
# The next cell creates the whole consumer, which is a function and a mapping. This function just keeps the events that it
# gets. It declares what the real one needs: 0.4 s to connect to its database and commit, and 1 GB of memory.

# %% name="deploy"
world = lablib.restart()  # a fresh simulator, so that this cell can run again
events = []


def bill(event, context):
    events.append(event)


make_stream(shards, "usage-events")
world.deploy(bill, memory_mb=1024, takes_s=0.4)
arn = kinesis.describe_stream_summary(StreamName="usage-events")["StreamDescriptionSummary"]["StreamARN"]
source = {"EventSourceArn": arn, "StartingPosition": "LATEST"}
mapping = functions.create_event_source_mapping(FunctionName="bill", **source)
for name in ("BatchSize", "MaximumBatchingWindowInSeconds", "ParallelizationFactor"):
    print(f"{name:<32}{mapping[name]}")

# %% [markdown]
# None of the three settings was given, so these are AWS's defaults. And nobody wrote code that reads the stream, because
# the mapping does that. It **polls** every shard once per second, and invokes the function with the records that it finds.
#
# ## Run: ten minutes of traffic
#
# A gateway writes a record with `Data=json.dumps({"tenant": ..., "tokens_in": ...})`. By now failed requests are in the
# stream too, so every event has a `status`.
#
# `ten_minutes` is a helper that you'll use several times. It opens a simulator of its own and maps a stream to a function,
# as you did above (`map_to` makes the same call and waits until the mapping is enabled). Then it writes ten minutes of
# traffic and counts the invocations. The traffic is that of a small region, with a twentieth of the gateways. The last
# line prints one record as the function got it.


# %% name="traffic"
def ten_minutes(seed, gateways, function, **settings):
    """Play ten minutes. Returns what was written, and how often the function was invoked."""
    with lablib.World(seed) as own:
        make_stream(shards, "usage-events")
        map_to(own.deploy(function, memory_mb=1024, takes_s=0.4).name, **settings)
        written = requests(gateways, 600, seed, own.clock.now_us)
        feed(own, "usage-events", written).join()
        time.sleep(60)
        return written, len(own.logs(function.__name__))


written, by_default = ten_minutes(seed, load // 20, bill)
print(json.dumps(events[0]["Records"][0], indent=1))

# %% [markdown]
# ## Explain: what a function gets
#
# Every function that reads a Kinesis stream through a mapping gets [this
# event](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html):
#
# * **A batch.** `Records` is a list, here of 1 to 100 records. All of them are from one shard, in the order of the shard.
# * **An envelope around the record.** Under `kinesis` you find what Kinesis knows about the record. `eventID` begins with
#   the shard.
# * **Bytes as base64.** JSON can't hold bytes, so `data` is base64, whatever the producer wrote.
#   `approximateArrivalTimestamp` is in seconds, and says when the record was stored, not when the event happened.
#
# The mapping invokes the function synchronously, and the result applies to the batch as a whole. If the function returns,
# all records of the batch count as handled, and the mapping goes on with the next ones. So if a handler forgets half of a
# batch, these records are lost without an error. Lab 07 shows what happens when a handler raises.
#
# ## Exercise: decode an event
#
# `usage_of(event)` returns the usage events of a batch. To each of them it adds the tenant, the time when it was stored,
# and its shard. If it can't read a record, it raises an error, so that the batch doesn't count as handled.

# %% name="exercise-decode" exercise="usage_of"

# %% [markdown]
# ## Check

# %% name="check-decode"
check("06.1", usage_of)

# %% [markdown]
# ## Evidence: a stream without keys
#
# Another team moves its stream to on-demand mode with `RecordDistributionStrategy="AUTO"`, lab 05's remedy for a hot
# tenant. Kinesis now chooses the shards, so the team's gateways stop sending a `PartitionKey`. But your function reads the
# tenant from `partitionKey`.
#
# ## Predict: what does your function do?

# %% name="predict-key" prediction="key"

# %% [markdown]
# ## Run: a record without a key
#
# The next cell writes one such record, and a mapping delivers it to your function.


# %% name="no-key"
found, record = [], {"tenant": "t-0008", "tokens_in": 1078}
with lablib.World(seed) as own:
    mode = {"StreamModeDetails": {"StreamMode": "ON_DEMAND"}, "RecordDistributionStrategy": "AUTO"}
    kinesis.create_stream(StreamName="keyless", **mode)
    kinesis.get_waiter("stream_exists").wait(StreamName="keyless")
    own.deploy(lambda event, context: found.extend(usage_of(event)), name="book")
    map_to("book", "keyless")
    kinesis.put_record(StreamName="keyless", Data=json.dumps(record))
    own.sleep(10)
print("The function succeeded, and found" if found else "This cell needs usage_of. Solve 06.1 first.", *found)
if found:
    compare("06.key", "c" if found[0].get("tenant") is None else "d")

# %% [markdown]
# ## Explain: why the event has no tenant
#
# On a stream with AUTO the partition key is optional, and Lambda delivers a missing key as `"partitionKey": null`
# ([AUTO](https://docs.aws.amazon.com/streams/latest/dev/service-managed-pk-producing-behavior.html)). Your function finds
# the field, and overwrites the tenant from the data with `None`. The batch succeeds, and the event is on nobody's invoice.
# Code that *works* with the key, such as `key.split("-")`, raises an error instead, and its batch fails again and again.
# So before a stream changes to AUTO, look for consumers that read the key, and put what they need into the data.

# %% [markdown]
# ## Evidence: the bill
#
# Finance is right about Lambda's cost. The next cell takes the run of ten minutes and computes what a month of them costs, with
# [Lambda's prices](https://aws.amazon.com/lambda/pricing/) for 0.4 s of 1 GB, and with
# [the stream's prices](https://aws.amazon.com/kinesis/data-streams/pricing/) for shards and records. A colleague has
# already tried a remedy: a batch size that is a hundred times larger, for a hundredth of the invocations. The last
# line has the same batch size and a window of 20 s.

# %% name="bill"
price = 0.20 / 1_000_000 + 0.4 * 1 * 0.0000166667  # dollars per invocation: request and GB-seconds
month, window = 30 * 24 * 6, {"BatchSize": 10_000, "MaximumBatchingWindowInSeconds": 20}


def tell(what, count, records):
    dollars = count * price * month
    print(f"{what:<20}{count:>7,} invocations, {records / count:>6.1f} records each, {dollars:>6.2f} dollars")


print(f"the stream: {shards * 720 * 0.015 + len(written) * month * 0.014 / 1_000_000:.2f} dollars a month")
tell("BatchSize 100", by_default, len(written))
for what, settings in {"BatchSize 10,000": {"BatchSize": 10_000}, "and a window of 20 s": window}.items():
    written, count = ten_minutes(seed, load // 20, bill, **settings)
    tell(what, count, len(written))

# %% [markdown]
# The larger batch size changed nothing. `BatchSize` is the **most** that a batch can hold, and the mapping doesn't wait until
# a batch is full. It sends the records that a poll finds right away. So there is about one invocation per second and shard,
# with few records in it. To make the mapping wait, set `MaximumBatchingWindowInSeconds`.
#
# ## Explain: what closes a batch
#
# The mapping sends a batch as soon as one of three limits is reached
# ([batching](https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html)):
#
# | limit | setting | default | from, to |
# |---|---|---|---|
# | records | `BatchSize` | 100 | 1 to 10,000 |
# | time | `MaximumBatchingWindowInSeconds` | 0 | 0 to 300 s |
# | bytes | none | | 6 MB as JSON, base64 and envelopes included |
#
# Every shard has its own batches. So with a window, you get one invocation per window **and shard**, if there is anything
# to send. {proof: cell bill} A poll that finds no records doesn't invoke the function. The next window begins when the
# previous invocation is over. So the number of invocations depends on which limit closes the batches:
#
# ```
#  invocations per shard = seconds / (window + duration)        if the window closes them
#                        = records / BatchSize                  if BatchSize closes them
# ```
#
# You pay for a window with time, because the first event of a batch waits until the window ends. A monthly invoice can
# wait that long. An alarm can't.
#
# ## Exercise: choose a window
#
# Finance has a budget, and customers were promised that they see their usage within `promise_s` seconds.
# `settings_for` chooses a window and a batch size that keep to both, or returns `None` if no settings can. The check
# creates a mapping from each of your answers and adds up what it costs. Ignore the running time when you count
# invocations. The next window begins only when an invocation ends, so there are slightly fewer than you count.

# %% name="exercise-window" exercise="settings_for"

# %% [markdown]
# ## Check

# %% name="check-window"
check("06.2", settings_for)

# %% [markdown]
# ## Evidence: most events aren't wanted
#
# Another team wants the events of one model, and wants them right away, so a window is out of the question. Without a
# filter, its function would get every event and throw nearly all of them away. But a mapping can have a **filter**. The
# mapping applies it to every record, after the poll and before the batch.
#
# ## Run: a mapping with a filter

# %% name="filter"
mine, pattern = [], {"data": {"model": ["chat-deep"]}}


def preview(event, context):
    mine.extend(event["Records"])


criteria = {"Filters": [{"Pattern": json.dumps(pattern)}]}
written, count = ten_minutes(seed, load // 20, preview, FilterCriteria=criteria)
print(f"{len(mine):,} of {len(written):,} events were wanted")
tell("with the filter", count, len(mine))
mapping_steps()

# %% [markdown]
# ## Explain: what a filter saves, and what it hides
#
# One event in twenty was wanted, and about a quarter of the invocations is left. If no record of a poll matches the
# filter, the mapping doesn't invoke the function. So a filter saves whole invocations. How many it saves depends on how
# often a poll finds no record that you want. The rules of a
# [pattern](https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventfiltering.html):
#
# * `data` is the gateway's JSON, already decoded. For a stream it is the
#   [only key](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis-filtering.html) that AWS supports, so you
#   can't filter on `partitionKey` or on the record's other metadata.
#   {proof: test_a_filter_on_metadata_is_refused_by_name} A record whose data isn't JSON doesn't match.
# * The conditions for a field are in a list, and one of them has to match. A condition is a value, or a rule such as
#   `{"prefix": "chat-"}`, `{"exists": true}`, `{"anything-but": ["test"]}` or `{"numeric": ["<", 10]}`.
# * If a pattern has several fields, all of them have to match. If a mapping has several filters, one match is enough.
# * A plain number is compared as **text**, so 300 doesn't match 300.0. `numeric` compares values.
#
# A record that doesn't match is gone for this mapping: it isn't retried, no log mentions it, and it doesn't go to the
# failure destination (a queue for records that a mapping drops, lab 07). Only `FilteredOutEventCount`, a metric that
# you have to [switch on](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html), counts it.
# {proof: test_what_a_filter_skips_is_in_one_metric_that_is_off_by_default}
#
# ## Exercise: keep the failed requests
#
# `failed_only()` returns FilterCriteria that keep the requests with a status of 400 or more. Gateways of an old release
# write the status with a fraction, such as 503.0, and tomorrow there may be statuses that you haven't seen yet.

# %% name="exercise-filter" exercise="failed_only"

# %% [markdown]
# ## Check

# %% name="check-filter"
check("06.3", failed_only)

# %% [markdown]
# ## Evidence: sign-ins fail on Monday
#
# Now the other ticket. In a larger region `bill` was behind. On Monday at 10:03 somebody set the
# `ParallelizationFactor` of its mapping to ten, so that up to ten batches of a shard are handled at the same time
# ([parallelization](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html)). `catch_up` plays
# the minute and a half that followed: a stream of 16 shards, batches of ten records, each batch taking 2 s, and two
# sign-ins per second.

# %% name="monday"
monday = catch_up(seed, shards=16, parallelization=10)
concurrency(monday.bill, monday.limit, monday.throttled_s, monday.sign_ins)

# %% [markdown]
# ## Predict: what is left of the order?
#
# With Monday's factor, an invocation that begins first may end last.

# %% name="predict-order" prediction="order"

# %% [markdown]
# ## Run: what is left of the order?
#
# The next cell uses a stream of one shard and Monday's factor. The function works for two seconds, and then notes the
# records of its batch.

# %% name="order"
done = []
with lablib.World(seed) as own:
    make_stream(1, "ordered")
    own.deploy(lambda event, context: done.extend(event["Records"]), name="note", takes_s=2)
    map_to("note", "ordered", ParallelizationFactor=10)
    feed(own, "ordered", requests(1, 120, seed, own.clock.now_us)).join()
    time.sleep(60)
pairs = [(each["kinesis"]["partitionKey"], int(each["kinesis"]["sequenceNumber"])) for each in done]
by_shard = [number for _, number in pairs] == sorted(number for _, number in pairs)
by_tenant = sorted(pairs, key=lambda pair: pair[0]) == sorted(pairs)
print(f"{len(done):,} events; the whole shard in order: {by_shard}; each tenant in order: {by_tenant}")
compare("06.order", "c" if by_shard else "b" if by_tenant else "a")

# %% [markdown]
# ## Explain: ten batches of a shard at a time
#
# With a factor of ten, Lambda divides the records of a shard among ten *lanes*, by a hash of the **partition key**
# ([parallelization](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html)). So the events of a tenant stay in one
# lane and in their order. Between tenants there is no order anymore, and a single hot tenant isn't handled any faster.
# {proof: test_one_hot_tenant_is_as_slow_with_ten_lanes} (AWS doesn't say which hash it uses, so the lab's is a model.)
#
# More shards are no substitute. A split leaves the backlog in the parent, and the mapping finishes the parent before it
# reads the children
# ([after resharding](https://docs.aws.amazon.com/streams/latest/dev/kinesis-using-sdk-java-after-resharding.html)).
# {proof: test_the_children_of_a_split_are_read_after_their_parent} So new shards help with the records that are written
# after the split.
#
# A lane runs one invocation at a time. So a mapping can run up to **shards times factor** invocations at once, which
# was 160 on Monday. All functions of an account in a region share a limit on concurrent executions: 1,000 by default,
# and less in a new account ([concurrency](https://docs.aws.amazon.com/lambda/latest/dg/lambda-concurrency.html)).
# Here 850 of them are reserved for another function, which leaves 150, and `bill` took all of these. The next
# invocation of any function without a reservation is throttled with HTTP 429. A mapping can wait and retry, but a
# customer who signs in can't. How many functions one mapping can hurt in this way is called its *blast radius*.
#
# ## Evidence: a reservation for bill
#
# The next cell plays the same minute and a half with 50 executions **reserved** for `bill`. A reservation is also a limit:
# `bill` can't run more than these 50.

# %% name="fence"
fenced = catch_up(seed, shards=16, parallelization=10, reserved=50)
for name, run in {"no reservation": monday, "50 reserved": fenced}.items():
    print(f"{name:<16}{run}")

# %% [markdown]
# ## Explain: what a reservation costs
#
# No sign-in is throttled now, but `bill` is slower, and nearly 14,000 records still wait at the end. A throttled batch
# isn't an error and doesn't count as a retry. The mapping tries it again after a pause, and the pauses grow. (AWS doesn't
# publish a schedule for streams, so the lab's is a model.) Meanwhile the records get older, and records older than the
# stream's retention are lost
# ([reserved concurrency](https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html)). Not every account
# can reserve executions: 100 have to stay unreserved, so a new account with a limit of 100 or less has none to reserve.
# Then ask AWS for a higher limit first.
#
# ### Your own experiment
#
# Customers have to sign in, and the backlog has to be gone after 90 s. Is there a factor or a reservation with which both
# work? Predict first, then print what `catch_up` says in the cell below.

# %% name="own"
experiment = ...  # print(catch_up(seed, shards=16, parallelization=?, reserved=?))

# %% [markdown]
# ## Evidence: a deployment replaces the mapping
#
# The fix for Monday is deployed on Tuesday. As every Tuesday, the deployment replaces the mapping. The next run shows
# ten minutes of that Tuesday. The old mapping is deleted after five minutes, and the new one is created three minutes
# later, with `StartingPosition="LATEST"`, as in many examples on the web. The gateways write all the time. The
# pipeline is green, and `Errors` is 0.
#
# ## Predict: how many records are missed?

# %% name="predict-gap" prediction="gap"

# %% [markdown]
# ## Run: how many records are missed?
#
# `replace_mapping` plays these ten minutes for a starting position. It counts the records that the function never got, and
# those that it got twice.

# %% name="gap"
for position in ("LATEST", "TRIM_HORIZON", "AT_TIMESTAMP"):
    gap = replace_mapping(seed, shards, load // 20, position)
    missed = gap.missed if position == "LATEST" else missed
    print(f"{position:<14}{gap.written:>7,} written, {gap.missed:>6,} missed, {gap.twice:>6,} twice")
compare("06.gap", missed)

# %% [markdown]
# ## Explain: where a new mapping starts
#
# A mapping keeps its position in every shard. When the mapping is deleted, its positions are gone. {proof: cell gap} A new
# mapping starts at its
# [StartingPosition](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html):
#
# | `StartingPosition` | starts with | the price |
# |---|---|---|
# | `LATEST` | records that arrive after its first poll | records that arrived before are missed |
# | `TRIM_HORIZON` | the oldest record in the stream | all records in the stream are delivered again |
# | `AT_TIMESTAMP` | records from a time that you set, here a minute before the deletion | records between this time and the deletion are delivered again |
#
# With the traffic of all 60 gateways, one such Tuesday costs 400 dollars. No error and no metric shows the gap.
# {proof: test_no_metric_shows_what_a_new_mapping_missed}
#
# Events can be missed without a deletion, too. AWS says that polling may take several minutes to begin when a mapping is
# created, and to stop and begin again when it is updated. With LATEST, the mapping
# [could miss events](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-create.html) in both cases. So LATEST is
# for readers that may miss records, such as a live dashboard. `bill` needs TRIM_HORIZON or AT_TIMESTAMP, and code that can
# handle a record twice.
#
# ## Prove
#
# Now one mapping, `alert`, uses your three answers: it delivers failed requests, in as many batches as five dollars a month
# allow, with a window of at most 300 s. It runs on another day, and then with a load that your code has never seen.


# %% name="prove"
def prove(seed, gateways):
    got, settings = [], settings_for(gateways * 7, shards, 5.00, price, 300)

    def alert(event, context):
        got.extend(usage_of(event))

    written, count = ten_minutes(seed, gateways, alert, FilterCriteria=failed_only(), **settings)
    failed, dollars = sum(request.failed for request in written), count * price * month
    print(
        f"{failed} of {len(written):,} failed; {len(got)} delivered, {count} invocations, {dollars:.2f} dollars"
    )


if ... not in (usage_of(events[0]), settings_for(20, shards, 5.00, price, 300), failed_only()):
    prove(seed + 1, load // 20)
    prove(seed + 2, load // 15)

# %% [markdown]
# ## In production
#
# | question | number | alarm |
# |---|---|---|
# | does the function keep up? | `IteratorAge` (the age of a batch's last record), Maximum | above a minute: the function is too slow for its shards, or one of them is blocked (lab 07) |
# | what does it cost? | `Invocations`, Sum, divided by shards and seconds | near 1 although a window is set: `BatchSize` or the bytes close the batches |
# | could it hurt others? | the account's `ConcurrentExecutions`, Maximum | above 80 % of the limit |
# | is somebody hurt? | `Throttles`, Sum, of every function | above zero for a function that customers wait for |
#
# These are [Lambda's metrics](https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html). Before you raise
# the factor or the number of shards, multiply the two, and limit the consumer with a reservation:
#
# ```python
# functions.put_function_concurrency(FunctionName="bill", ReservedConcurrentExecutions=50)
# ```
#
# [Reserve](https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html) shards times factor executions, if
# the account has that many to spare. With fewer, the mapping is throttled. With more, you take executions from others. And
# keep in mind that Lambda delivers every record **at least once**, so `bill` has to be safe to run twice on the same record
# (lab 08).
#
# ## Recap and quiz
#
# * A mapping polls, filters, batches and invokes. A batch is from one shard, and `BatchSize` is the most that it can hold.
# * With a window, the number of invocations is shards times seconds / window. A filter saves the invocations that would
#   have no record you want.
# * A mapping runs up to shards times factor invocations, from a limit that all functions share. Limit it with a
#   reservation.
# * A new mapping starts at its StartingPosition. With LATEST, it misses the records that arrived before.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("06")
