"""A packed handler: what is in the package, that Python alone runs it, and what can't be packed."""

import functools
import io
import json
import math
import xml.etree.ElementTree
import zipfile
from datetime import UTC, datetime

import pytest
from aws_lambda_powertools.utilities import batch
from fresh_python import run_as_lambda_would

import lablib
from lablib.templates import NotPackable, package_function
from lablib.traffic import event_id_of

PRICES = {"chat-sage": 3.0, "chat-swift": math.pi}
booked = []
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
    booked.extend(price(usage["model"]) for usage in in_the_record(event))
    return {"booked": booked, "xml": root.attrib, "year": datetime.fromtimestamp(0, UTC).year}


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
    assert source.splitlines()[:6] == [
        "from datetime import UTC",
        "from datetime import datetime",
        "import functools",
        "import json",
        "import xml",
        "import xml.etree",
    ]
    beside = (" ", "@", "import ", "from ")
    parts = [line for line in source.splitlines() if line and not line.startswith(beside)]
    assert parts == [
        "booked = []",
        "def usage_of(event):",
        "in_the_record = usage_of",
        f"PRICES = {PRICES}",
        "def price(model):",
        "def book(event, context):",
        "handler = book",
    ]


def test_the_same_code_gives_the_same_bytes():
    assert package_function(book) == package_function(book)


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
