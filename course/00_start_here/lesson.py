# %% [markdown]
# # 00 · Start here
#
# This is a notebook: text like this, and cells of code. A cell runs when you click it and press Shift+Enter. Run
# them from top to bottom; a cell that you have changed, you run again. The next two prepare this one.

# %% name="parameters" tags=["parameters"]
seed = 7  # another seed is another day
shards = 4
load = 60  # gateways

# %% name="start"
import io
import json
import logging
import time

import lablib
from lablib import check, compare, hint, predict, quiz, recall, solution, summary
from lablib.scenarios.replay import make_stream, replay_incident
from lablib.traffic import event_id_of

import boto3

world = lablib.start("00", seed=seed)

# %% [markdown]
# ## Recall
#
# Each lab begins with questions about the labs before it. There is none before this one, so this is a warm-up on what
# you bring along. Every answer is explained, the wrong ones too.

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# You are on call for a company that sells an LLM API.
#
# ```
# PAGER    billing, from finance, urgent
#          Billed tokens are fewer than served tokens again. Not by much, but every day.
#          No service reports an error. No alarm is firing. The reconciliation follows.
# ```
#
# Gateways answer the customers' requests. For each they emit a *usage event*: who asked, which model, how many
# tokens. They write the events with
# [PutRecords](https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html) to a Kinesis stream, made
# of *shards*. An
# [event source mapping](https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html) reads the shards and hands the
# events to a Lambda function, and the invoices are their sum. An event that is lost is work nobody pays for; one that
# is counted twice is a customer who pays twice. The numbers in circles are labs.

# %% name="picture"
from lablib.pictures.plots import way_of_an_event
from lablib.teaching.course import labs

way_of_an_event(load, shards, here=[lab.number for lab in labs()])

# %% [markdown]
# ## Objective
#
# Put a number to the gap, and learn on the way how a lab works. 15 minutes.
#
# | you want to | cell | what happens |
# |---|---|---|
# | guess before a run | `predict("00.missing", 3)` | it is kept, and shown beside the result further down |
# | have your code tried | `check("00.1", shortfall)` | it runs in fresh regions, and you read what it did there |
# | a hint | `hint("00.1")` | one of three, each call shows one more; after an attempt, the one that fits it first |
# | the solution | `solution("00.1")` | with its reasons: after a pass, or when you ask twice |
# | see how far you are | `summary("00")` | the last cell of each lab |
# | run all anew | | *Kernel > Restart Kernel and Run All Cells*; your code stays |
#
# None of this needs a terminal. If you like one (*File > New > Terminal*), `lablib status` shows your progress in all
# labs, `lablib reset 00` restores a lab and keeps your copy, and `lablib doctor` looks for what this computer lacks.
#
# Nothing here costs money or leaves this machine: `lablib` is a region on virtual time, and the same seed gives the
# same day. The code in the cells is plain boto3.
#
# ## Evidence
#
# What a gateway runs. Lab 02 reviews it; note only that it logs what it sends, and an error if a call fails.

# %% name="gateway"
log = logging.getLogger("gateway")


def send_batch(kinesis, stream, events):
    for start in range(0, len(events), 500):
        batch = events[start : start + 500]
        records = [{"Data": json.dumps(event), "PartitionKey": event["tenant"]} for event in batch]
        try:
            kinesis.put_records(StreamName=stream, Records=records)
            log.info("INFO sent %d usage events", len(records))
        except Exception:
            log.exception("ERROR could not send %d usage events", len(records))


# %% [markdown]
# One minute of the incident. `replay_incident` is scenery: the gateways answer requests and call `send_batch`. It
# returns every event that they had to send, from their own books.

# %% name="replay"
log_text = io.StringIO()
log.handlers = [logging.StreamHandler(log_text)]
log.setLevel(logging.INFO)

world = lablib.restart()  # a fresh simulator, so that this cell can run again
make_stream(shards)
served = replay_incident(world, send_batch, gateways=load, minutes=1)
print(f"{len(served):,} requests were answered. The event of the first:")
for name, value in served[0].items():
    print(f"  {name:12}{value}")

# %% name="log"
lines = log_text.getvalue().splitlines()
errors = sum("ERROR" in line for line in lines)
print(f"the gateways' log: {len(lines):,} lines, {errors:,} of them ERROR. The last: {lines[-1]}")

# %% [markdown]
# ## Predict
#
# Before each run that matters you are asked what you expect. A guess that turns out wrong shows you what to look at.

# %% name="predict" prediction="missing"

# %% [markdown]
# ## Run
#
# Finance counts. The first cell reads the whole stream (lab 01 explains the calls), the second adds up.

# %% name="read"
kinesis = boto3.client("kinesis")


def read_all(stream):
    """Every event in the stream, shard by shard."""
    for shard in kinesis.list_shards(StreamName=stream)["Shards"]:
        place = {"StreamName": stream, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator, caught_up = kinesis.get_shard_iterator(**place)["ShardIterator"], False
        while not caught_up:
            answer = kinesis.get_records(ShardIterator=iterator)
            yield from (json.loads(record["Data"]) for record in answer["Records"])
            caught_up = not answer["Records"] and answer["MillisBehindLatest"] == 0
            iterator = answer["NextShardIterator"]
            time.sleep(1)  # virtual: the wait costs you nothing


# %% name="ticket"
def total(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


stored = list(read_all("usage-events"))
events_short, tokens_short = len(served) - len(stored), total(served) - total(stored)
share = tokens_short / total(served)
print("TICKET   from finance: reconciliation of one minute")
print(f"served   {len(served):>8,} events  {total(served):>12,} tokens")
print(f"billed   {len(stored):>8,} events  {total(stored):>12,} tokens")
print(f"missing  {events_short:>8,} events  {tokens_short:>12,} tokens")
print(f"         {events_short / len(served):>8.2%} of them {share:>12.2%} of them")
compare("00.missing", round(100 * share, 2))

# %% [markdown]
# ## Explain
#
# The ticket is right, and so is the log. A log tells what some code noticed; two sums at the two ends of the way need
# nobody to notice anything.
#
# How a log without an error and a stream that lacks events go together is not explained today: every lab explains a
# part. This is the map.

# %% name="map"
later = {"09": "game day", "10": "the same bug elsewhere", "11": "on real AWS"}
for lab in labs():
    later.pop(lab.number, None)
    print(f"{lab.number}  {lab.facts.title}, {lab.facts.minutes} minutes")
    print(f"    {lab.facts.explains}")
print("\nlater labs:")
for number, title in later.items():
    print(f"{number}  {title}")

# %% [markdown]
# ## Exercise: the number in the ticket
#
# Finance subtracts one sum from another. Today that is right. But a gateway that sends an event again can store it
# twice ([duplicates](https://docs.aws.amazon.com/streams/latest/dev/kinesis-record-processor-duplicates.html)), and
# the number shall be right on such a day as well: the share of the served tokens that is missing, whatever is in the
# stream twice.
#
# Every exercise looks like this: a function with holes, marked `...`. **Leave the holes as they are at first**, run
# the cell, and run the check below it.

# %% name="exercise-shortfall" exercise="shortfall"

# %% [markdown]
# ## Check

# %% name="check"
check("00.1", shortfall)

# %% [markdown]
# Untouched code is *not attempted*. Now a wrong attempt, on purpose: finance's own formula. Would you have let it
# pass? Read what the check says to it: what was expected, what the code did, what that would mean at work, where to
# look; then what was tried.


# %% name="finances-formula"
def finances_formula(served, stored):
    return 1 - total(stored) / total(served)


check("00.1", finances_formula)

# %% [markdown]
# The check knows that this attempt failed, and how; so the hint that comes first is the one that answers it.

# %% name="hint"
hint("00.1")

# %% [markdown]
# Your turn: go back up to `shortfall`, fill the holes, run that cell and the check under it, until it says *passed*.
# If you are stuck, run the hint again. The solution is a cell away; before a pass it asks whether you mean it.

# %% name="solution"
solution("00.1")

# %% [markdown]
# ## Prove
#
# Another day, in a region of its own: two thirds of the gateways on half the shards, and one gateway sends everything
# twice.


# %% name="prove"
def send_some_twice(kinesis, stream, events):
    send_batch(kinesis, stream, events)
    if events[0]["event_id"].startswith("g07-"):
        send_batch(kinesis, stream, events)


with lablib.World(seed=seed + 1, identify=event_id_of) as proof:
    make_stream(max(1, shards // 2))
    proof_served = replay_incident(proof, send_some_twice, gateways=load * 2 // 3, minutes=1)
    proof_stored = list(read_all("usage-events"))
    lost = [json.loads(content) for content in proof.ledger.lost_contents()]

# %% [markdown]
# The truth beside your number is what no region on AWS has and this one does: a ledger of what became of every record.

# %% name="proven"
yours = shortfall(proof_served, proof_stored)
shown = f"{yours:.4%}" if isinstance(yours, float) else "no number yet: shortfall has holes"
print(f"stored twice:    {proof.ledger.duplicates:,} events")
print(f"finance says     {finances_formula(proof_served, proof_stored):.4%}")
print(f"you say          {shown}")
print(f"the ledger says  {total(lost) / total(proof_served):.4%}")

# %% [markdown]
# ## In production
#
# The number from the ticket belongs on the dashboard before finance computes it.
#
# | number | where | alarm |
# |---|---|---|
# | share of tokens missing, by event id | a job that compares books and invoices of the last full hour, and writes a [metric of your own](https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/publishingMetrics.html) | above zero |
# | events counted twice | the same job | above zero |
#
# It tells that something is lost. Where it is lost, the same section of the other labs tells.
#
# ## Recap and quiz
#
# * No error in any log means that no code noticed one.
# * Count at both ends, by id, in the unit that the invoice has.
# * Predict, run, read the message, mend, prove: so goes every lab.

# %% name="quiz" questions="quiz"

# %% [markdown]
# The last cell of each lab says what you have done and what comes next.

# %% name="summary"
summary("00")
