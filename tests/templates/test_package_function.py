"""A packed handler: what is in the package, that Python alone runs it, and what can't be packed."""

import functools
import io
import json
import logging
import math
import re
import xml.etree.ElementTree
import zipfile
from datetime import UTC, datetime

import pytest
from aws_lambda_powertools.utilities import batch
from fresh_python import run_as_lambda_would
from solved_notebook import notebook

import lablib
from lablib.scenarios.capacity.plan import Plan
from lablib.teaching.course import labs
from lablib.templates import NotPackable, package_function
from lablib.traffic import event_id_of

PRICES = {"chat-sage": 3.0, "chat-swift": math.pi}
booked = []
log = logging.getLogger("billing")
model_name = re.compile("chat-[a-z]+", re.IGNORECASE)
record = "another record than that of the loop below"
collected = [0] * 5_000


@functools.lru_cache
def price(model):
    return PRICES[model]


def usage_of(event):
    for record in event["Records"]:
        yield json.loads(record)


in_the_record = usage_of


def book(event, context):
    root = xml.etree.ElementTree.fromstring("<a b='c'/>")
    models = [usage["model"] for usage in in_the_record(event)]
    log.info("%d events", len(models))
    booked.extend(price(model) for model in models if model_name.fullmatch(model))
    return {"booked": booked, "xml": root.attrib, "year": datetime.fromtimestamp(0, UTC).year}


ring: list[object] = []
ring.append(ring)


def goes_round(event, context):
    return ring


def test_data_that_holds_itself_has_no_source():
    with pytest.raises(NotPackable, match=r"^goes_round uses ring \(of the type list\)"):
        package_function(goes_round)


def test_a_fresh_python_runs_the_package_with_all_that_the_handler_uses(tmp_path):
    event = {"Records": ['{"model": "chat-swift"}']}
    assert run_as_lambda_would(package_function(book), event, tmp_path) == {
        "booked": [math.pi],
        "xml": {"b": "c"},
        "year": 1970,
    }


def test_the_package_has_only_what_the_handler_reaches_each_after_what_it_needs():
    with zipfile.ZipFile(io.BytesIO(package_function(book))) as package:
        [about] = package.infolist()
        source = package.read("index.py").decode()
    assert (about.filename, about.external_attr >> 16) == ("index.py", 0o644)
    assert source.splitlines()[:8] == [
        "from datetime import UTC",
        "from datetime import datetime",
        "import functools",
        "import json",
        "import logging",
        "import re",
        "import xml",
        "import xml.etree",
    ]
    beside = (" ", "@", "import ", "from ")
    parts = [line for line in source.splitlines() if line and not line.startswith(beside)]
    assert parts == [
        "booked = []",
        "def usage_of(event):",
        "in_the_record = usage_of",
        "log = logging.getLogger('billing')",
        "model_name = re.compile('chat-[a-z]+', 34)",
        f"PRICES = {PRICES}",
        "def price(model):",
        "def book(event, context):",
        "handler = book",
    ]


def test_the_same_code_gives_the_same_bytes():
    assert package_function(book) == package_function(book)


def test_what_the_labs_have_learners_write_can_be_packed_but_for_what_returns_a_plan_of_lablib():
    refused = {}
    for exercise in (each for lab in labs() if "02" <= lab.number <= "08" for each in lab.exercises):
        try:
            package_function(notebook(exercise.number, Plan=Plan)[exercise.facts.answer])
        except NotPackable as error:
            refused[exercise.number] = str(error).partition(",")[0]
    assert refused == {"05.1": "cheapest_plan uses Plan of lablib.scenarios.capacity.plan"}


def of_nothing(event, context):
    return undefined_here(event)  # noqa: F821


def of_a_closure(event, context):
    return counting(event)


def of_lablib(event, context):
    return event_id_of(event["data"])


def of_lablib_itself(event, context):
    return lablib.World(1)


def of_a_package(event, context):
    return batch.BatchProcessor(event_type=batch.EventType.KinesisDataStreams)


def of_a_client(event, context):
    return kinesis.put_record(**event)


def of_a_collection(event, context):
    collected.extend(event["Records"])


def of_a_lambda(event, context):
    return doubled(event)


def of_another_handler(event, context):
    return handler(event, context)


def handler(event, context):
    return event


def counter():
    count = 0

    def counting(event):
        return event, count

    return counting


counting = counter()
doubled = lambda event: 2 * event  # noqa: E731
kinesis = object()

REFUSED = {
    of_a_closure: "counting keeps count of the function that made it",
    of_lablib: "of_lablib uses event_id_of of lablib.traffic.event_identity, and lablib isn't on AWS",
    of_lablib_itself: "of_lablib_itself uses lablib, and lablib isn't on AWS",
    of_a_package: "attach a layer that has it to the function, and pack with layers=['aws_lambda_",
    of_a_client: "of_a_client uses kinesis (of the type object), which this notebook has made",
    of_a_collection: "of_a_collection uses collected, which holds 15,000 characters of data",
    of_a_lambda: "doubled is a lambda, which has no source of its own",
    of_another_handler: "two things would be called handler in one module",
    of_nothing: "of_nothing uses undefined_here, and nothing here has that name",
    len: "is no plain function",
}


@pytest.mark.parametrize("function", REFUSED, ids=lambda function: function.__name__)
def test_what_would_not_run_on_aws_is_refused(function):
    with pytest.raises(NotPackable) as refused:
        package_function(function)
    assert REFUSED[function] in str(refused.value)


def test_what_a_layer_brings_is_imported():
    with zipfile.ZipFile(io.BytesIO(package_function(of_a_package, ["aws_lambda_powertools"]))) as package:
        source = package.read("index.py").decode()
    assert source.startswith("import aws_lambda_powertools.utilities.batch as batch\n")
