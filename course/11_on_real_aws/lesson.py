# %% [markdown]
# # 11 · On real AWS

# %% name="parameters" tags=["parameters"]
seed = 7  # of the model's run
shards = 1
load = 3_000  # records that are sent at once

# %% name="start"
import time

import lablib
from lablib import check, compare, predict, quiz, recall, summary
from lablib.on_aws.against_the_model import Verdict, against_the_model
from lablib.on_aws.catalog import ALL
from lablib.on_aws.examples import example
from lablib.on_aws.half_made import Trouble, an_account, delete, find, make_stack

from botocore.exceptions import ClientError

world = lablib.start("11", seed=seed)

# %% [markdown]
# ## Recall

# %% name="recall" questions="recall"

# %% [markdown]
# ## Where we are
#
# The leak is closed: 0 dollars a month are left of it. Your fixes are going to production, and the platform team
# reviews them. They read your numbers: the producer resends, the mapping bisects, the alarm fires. Then comes the
# question that you'd ask too: *these are runs of a simulator. How do you know that AWS does this?*
#
# AWS documents some of what the simulator does
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)). Users have recorded some
# of it on AWS. The rest is the choice of whoever wrote the simulator, because nobody has published an answer. In this
# lab you tell the three apart. If you have an account, you can measure what is open: every measurement takes at most
# ten minutes and costs a few cents. **You don't need an account.** The lab works with recorded runs, and nothing in
# this notebook reaches AWS.
#
# ## Objective
#
# Read a recorded run as evidence, and tear down a run so that nothing is left. 60 minutes.
#
# ## Evidence: ten questions that you can put to AWS
#
# The page [what is modelled, and how we know](../docs/fidelity.md) lists every choice of the simulator. Ten open
# points of this list can be measured in an afternoon. A *measurement* is a Python function that makes a stream, and
# maybe a Lambda function and a mapping, does something with plain boto3, and writes what it sees to a file, the
# *recorded run*. A *behavior* is one sentence about AWS that such a file confirms or refutes.

# %% name="questions"
for id_, measurement in ALL.items():
    print(
        f"{id_:<17}{len(measurement.behaviors)} behaviors, {measurement.minutes:>2} min  {measurement.asks}"
    )
print("behaviors in all:", sum(len(measurement.behaviors) for measurement in ALL.values()))

# %% [markdown]
# The course ships a recorded run named `on-record`. **None of it was measured by us.** We searched issues, blog posts
# and the test suites of other simulators for somebody who had seen each behavior on AWS, and wrote down what they saw,
# who they are, and when.
#
# ## Predict: how much is on record?

# %% name="predict-seen" prediction="seen"

# %% name="predict-differ" prediction="differ"

# %% [markdown]
# ## Run: the recorded run against the simulator
#
# `against_the_model` carries out the same ten functions in the simulator (in this lab also called *the model*), and
# compares the two runs, behavior by behavior. The recorded run's file names a seed for the simulator, so that the
# comparison is the same for everybody. In a terminal, `lablib compare on-record` prints the same comparison in full.

# %% name="on-record"
rows = against_the_model(example("on-record"))
seen = [row for row in rows if row.verdict is not Verdict.NOT_SEEN]
differ = [row for row in rows if row.verdict is Verdict.DIFFERS]
print(example("on-record").origin)
print(
    f"{len(rows)} behaviors, {len(seen)} recorded by somebody, {len(differ)} of these differ from the model"
)
compare("11.seen", len(seen))
compare("11.differ", len(differ))

# %% name="differences"
from lablib.on_aws.show import shown

for row in differ:
    print(f"{row.measurement.id}: {row.behavior.says}")
    noted = row.source.rpartition(": ")[0]
    print(f"    recorded {shown(row.recorded)}, model {shown(row.model)}\n    {noted}")

# %% [markdown]
# ## Explain: a difference is a question
#
# It's tempting to read the list as "the model is wrong three times". Look at who saw what, and when.
#
# * **Both metrics have the same sum: no.** An engineer warned in 2021 that a known issue made
#   `WriteProvisionedThroughputExceeded` unreliable. That was one person, years ago, about an issue that AWS may have
#   fixed since. Nobody has published whether it did. This is a reason to measure again, and until then to alarm on
#   `PutRecords.ThrottledRecords` as well
#   ([metrics](https://docs.aws.amazon.com/streams/latest/dev/monitoring-with-cloudwatch.html)).
# * **Records missed from an update on: some.** This was a mapping of a *DynamoDB* stream. For Kinesis, AWS says that
#   a mapping with LATEST can miss events at an update
#   ([parameters](https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-parameters.html)). The report and
#   AWS's page point the same way. So don't rely on the model here: use TRIM_HORIZON or AT_TIMESTAMP where every
#   record counts.
# * **Whole minutes from the start of a minute until CloudWatch shows its value: 3.** The metrics were those of load
#   balancers. The model shows a minute at once on purpose, so that a lab doesn't make you wait. In the simulator this
#   delay is a setting, `world.metrics.visible_after_s`.
#
# So three differences lead to three different decisions: measure again, don't rely on the model, and leave the model
# as it is. And an agreement is a clue too, not a proof. Of the behaviors of `burst`, two are about a call with five
# large records (how many are stored, and whether the first is). For both, the model agrees with one response that a
# developer pasted into a pull request in 2019. For more than half of the behaviors we found nothing published, and
# the model's answer is a guess. {proof: cell on-record}
#
# ### What a run shows about a limiter
#
# A shard's *limiter* decides which records the shard stores and which ones it throttles. The first of the ten
# questions (`burst`) is how it works. AWS documents 1,000 records per second
# ([quotas](https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html)). It documents neither how
# many records a rested shard takes at once, nor how a second is counted. The simulator has a *token bucket*: a tank
# of 1,000 tokens that fills up at 1,000 tokens per second, where a record takes one token. The measurement lets the
# shard rest, sends 3,000 records at once, and sends more after two short pauses. `groups` has an entry for every time
# that the measurement sends: `pause_s`, the pause before it in seconds, and how many records were sent and stored.
# The model's shard stores a few records more than its tank holds, because the tank regains tokens while the calls
# arrive.

# %% name="groups"
from lablib.on_aws.in_the_model import play
from lablib.on_aws.measurements.burst import groups

in_the_model = play([ALL["burst"]], seed).entries["burst"]
for name, entry in (("the model", in_the_model), ("elsewhere", example("played-elsewhere").entries["burst"])):
    print(name)
    for group in groups(entry.seen):
        print("   ", group)

# %% [markdown]
# The second run is `played-elsewhere`. It isn't from AWS either. The simulator played it with other choices, so you
# can see how a run looks that disagrees. In this run a shard counts its records per whole second of the clock. It
# stored 1,000 at once, and throttled every record for the rest of that second. {proof: cell groups}
#
# ## Exercise: read the limiter from a run
#
# `behaves(groups)` gets the groups of a run, and returns the size of the tank (*burst*) and how fast it fills up
# (*per_s*). Every run comes from a tank. Its size and its rate differ from run to run, and may be other numbers than
# 1,000. Some runs don't reach the limit, and some pause so long that the tank is full again. Decide what such a run
# tells you. What it doesn't tell is `None`.

# %% name="exercise-behaves" exercise="behaves"

# %% [markdown]
# ## Check

# %% name="check-behaves"
check("11.1", behaves)

# %% [markdown]
# ## Evidence: the plan of a run
#
# You can read other people's runs, or make your own. Code that creates things in an account needs more care than code
# that reads a file. Before `lablib aws run` does anything, it prints a plan. Here is the plan of two measurements.
# The account id is made up.

# %% name="plan"
from lablib.on_aws.plan import Plan

plan = Plan("123456789012", "eu-central-1", "0a1b2c3d", (ALL["burst"], ALL["bisect"]))
print(*plan.lines(), sep="\n")

# %% [markdown]
# `costs` is what the plan adds up to if everything is deleted at the end: the two streams exist one after the other,
# and AWS bills each for a whole hour. `if left` is what both cost per day if nothing is deleted. The bill stays at
# the first amount if the teardown deletes everything.
#
# Now suppose that a run was stopped: somebody closed the terminal while its *stack*, the things that it makes, was
# still being made. The account is simulated by [moto](https://docs.getmoto.org/), a Python library that imitates AWS.
# The lab adds one rule that moto leaves out: AWS refuses to delete a stream and a mapping while they're still being
# made ([DeleteEventSourceMapping](https://docs.aws.amazon.com/lambda/latest/api/API_DeleteEventSourceMapping.html)).
# `find` lists what belongs to a run, by name and by tag. `delete` makes the calls for one thing.


# %% name="one-pass"
def one_pass(session, run):
    for thing in find(session, run):
        try:
            delete(session, thing)
        except ClientError as error:
            print(f"{thing.kind}: {error.response['Error']['Code']}")


with an_account() as session:
    made = make_stack(session, "0a1b2c3d", trouble=Trouble(being_made_s=25))
print(len(made), "things:", ", ".join(thing.kind for thing in made))

# %% [markdown]
# ## Predict: what does one pass leave?
#
# `one_pass` runs three seconds after the run began to make the stack. It catches errors, so it tries all five things.

# %% name="predict-left" prediction="left"

# %% [markdown]
# ## Run: one pass over a half-made stack

# %% name="stopped"
with an_account() as session:
    make_stack(session, "0a1b2c3d", trouble=Trouble(being_made_s=25))
    time.sleep(3)
    one_pass(session, "0a1b2c3d")
    left = find(session, "0a1b2c3d")
print(
    "left:",
    ", ".join(f"{thing.kind} {thing.name}" for thing in left if thing.kind != "mapping"),
    "and a mapping",
)
compare("11.left", len(left))

# %% [markdown]
# ## Explain: a deletion is a request
#
# The two things that are left are the ones that cost money and trouble: the stream is billed by the hour, and the
# mapping points to a function that doesn't exist any more. {proof: cell stopped} A deletion can end in four ways.
#
# | AWS answers | it means | do |
# |---|---|---|
# | success | it's going, and may be listed for another minute | look again |
# | `ResourceInUseException` | it's still being made or changed | wait, then try again |
# | a code with *NotFound*, *NonExistent* or the like | it's gone, or it wasn't made | count it as deleted |
# | anything else, such as `AccessDenied` | it stays | go on with the others, and report it |
#
# No answer to a deletion proves that the account is empty. To know what is left, list the account afterwards, by name
# and by tag. By name alone you miss what got another name. By tag alone you miss a thing that was made but not tagged
# yet, because the run died in between. You also miss what the tagging service doesn't list, such as IAM roles. And
# listings are late themselves. A deleted queue can be listed for a minute
# ([DeleteQueue](https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_DeleteQueue.html)).
#
# ## Exercise: leave nothing
#
# `teardown(session, run)` deletes what a run has made, whatever state it's in, and returns what is still there.
# `find(session, run)` and `delete(session, thing)` are the two functions from above. A *thing* has a `kind` and a
# `name`. A run can stop at any point. Some have made their whole stack, and some next to nothing. For others AWS is
# still making things, which takes two minutes at most. One run has a thing that your credentials aren't allowed to
# delete, and in one the listings show things that are long gone. The check calls `teardown` for one run after the
# other. Then the check makes the stack of one of these runs a second time, with the same run id, and calls `teardown`
# again.

# %% name="exercise-teardown" exercise="teardown"

# %% [markdown]
# ## Check

# %% name="check-teardown"
check("11.2", teardown)

# %% [markdown]
# ### Your own experiment
#
# What would a run look like if AWS backed off differently? Change one choice of the model, and look at which
# behaviors change. The page [what is modelled, and how we know](../docs/fidelity.md) names the choices, for instance
# `MAPPING_BACKOFF_FACTOR`. Start with a guess.

# %% name="own"
experiment = ...  # from unittest.mock import patch; from lablib.simulator import limits
# with patch.object(limits, "MAPPING_BACKOFF_FACTOR", 1.5): print(play([ALL["retry_gaps"]], seed).entries)

# %% [markdown]
# ## Prove
#
# Three more runs for `behaves`, two of them from limiters that it hasn't seen, and an account for `teardown` with
# three troubles at once: things are still being made, listings are late, and one deletion is denied.

# %% name="prove"
from lablib.on_aws.examples.elsewhere import groups_of_a_limiter

for burst, per_s in ((1_000, 1_000), (2_200, 700), (5_000, 1_000)):
    print(f"tank {burst:,}, {per_s:,} per second:", behaves(groups_of_a_limiter(seed + 1, burst, per_s)))
with an_account() as session:
    make_stack(session, "4e5f6a7b", trouble=Trouble(being_made_s=40, stale_s=900, denied="role"))
    print("still there:", teardown(session, "4e5f6a7b"))

# %% [markdown]
# ## In production
#
# If you want to measure, this is how. It costs a few cents. A run with one short measurement takes 13 minutes
# at most: three for the measurement, and up to ten to make everything and delete it again.
#
# 1. **Allow one account and one region.** Write both into `work/aws.toml`. Without this file no run begins, and you
#    always name the region yourself. `lablib aws plan --account 123456789012 --region eu-central-1` prints what would
#    be made. For a plan, any 12 digits will do as an account id.
# 2. **Use a role, not root.** `lablib aws policy` prints the policy that the run needs. Root credentials are refused.
#    Export short-lived keys, for instance with `eval "$(aws configure export-credentials --format env)"`. They have to
#    outlive the run, because dead credentials can't delete anything.
# 3. **Run it.** `lablib aws run burst --account ... --region ...` prints the plan and asks you to type the account
#    id. It compares the id with the credentials, asks IAM whether every call is allowed, and looks at the quotas. A
#    new account has a concurrency of 10 or so, and can't reserve any of it, because 100 always have to stay
#    unreserved ([concurrency](https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html)). The run
#    needs no reservation, so a new account is enough.
# 4. **Look at the end.** The command deletes everything and lists what is left, also after Ctrl-C. If the computer
#    dies, the things stay: `lablib aws teardown` finds the rest by name and by tag.
# 5. **Compare.** `lablib compare work/aws/RUN.json`. If a behavior differs, open an issue with the file. There is no
#    account id in it.
#
# ### Take your functions along
#
# The course has a CloudFormation template, `src/lablib/templates/usage.yaml`: the stream, a function, the mapping with
# the settings of lab 08, the failure queue, and the alarms. Your handlers go into it unchanged.
# `package_function` packs one for Lambda, and `deploy_template` makes the same stack in the simulator, so you see it
# work before you pay for it.

# %% name="template"
from lablib.templates import deploy_template, package_function, usage_template


def bill(event, context):
    return {"batchItemFailures": []}  # your handler of lab 08


with lablib.World(seed) as own:
    stack = deploy_template(own, usage_template(), {"Bill": bill})
    print(f"{len(stack.resources)} resources, among them", ", ".join(sorted(stack.resources)[:4]))
print(f"function.zip has {len(package_function(bill))} bytes")

# %% [markdown]
# The head of the template has the commands that deploy it and delete it. `lablib aws left` lists everything that runs
# have left in the account. It lists the template's stream, function, mapping and queue too, because they're named and
# tagged like those of a run.
#
# **What an afternoon can't show.** In lab 07 a blocked shard lost records because the retention ended. The shortest
# retention of a stream is 24 hours
# ([retention](https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html)), so on AWS this takes a
# day, and a shard that somebody pays for. A single run doesn't show how often something happens either: a duplicate
# delivery, an internal failure, a slow minute of CloudWatch. And it shows one region on one day.
#
# ## Recap and quiz
#
# * A claim about AWS is documented, recorded or a guess. Ask who saw it, when, and on which service.
# * A run shows a limit only if the run reached that limit. Otherwise the limit is unknown, and unknown isn't zero.
#   {proof: cell check-behaves}
# * You can experiment in an account if every run prints a plan first, tags everything that it makes, ends by
#   itself, and lists afterwards what is left.

# %% name="quiz" questions="quiz"

# %% name="summary"
summary("11")
