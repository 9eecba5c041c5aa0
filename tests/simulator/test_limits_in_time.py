"""A constant of `limits.py` that is set before a world begins holds in it, as docs/fidelity.md promises."""

import ast
import re
from pathlib import Path

import boto3
import pytest

from lablib import World
from lablib.billing.quantities import usage_of_load
from lablib.simulator import limits
from lablib.simulator.clock.clock import Clock
from lablib.simulator.kinesis.state.write_limiter import AlignedSecond, TokenBucket

ROOT = Path(__file__).parents[2]
TABLE = (ROOT / "docs/fidelity.md").read_text().partition("## Model choices with a number")[2]
CHOICES = set(re.findall(r"^\| `([A-Z_]+)` \|", TABLE.partition("\n## ")[0], re.MULTILINE))
SOURCES = [
    file for wing in ("simulator", "billing") for file in sorted((ROOT / "src/lablib" / wing).rglob("*.py"))
]


def read_at_import(tree: ast.AST) -> set[str]:
    """Names of `limits` that are read when a module is imported: outside of what runs later."""
    if isinstance(tree, ast.Attribute) and isinstance(tree.value, ast.Name) and tree.value.id == "limits":
        return {tree.attr}
    parts = ast.iter_child_nodes(tree)
    if isinstance(tree, ast.Lambda):
        return set()
    if isinstance(tree, ast.FunctionDef | ast.AsyncFunctionDef):
        parts = (*tree.args.defaults, *(each for each in tree.args.kw_defaults if each is not None))
    return {name for part in parts for name in read_at_import(part)}


@pytest.mark.parametrize(
    ("source", "names"),
    [
        ("def f(a, b=limits.A, *, c=limits.B * 2): return limits.C", {"A", "B"}),
        ("class D:\n    a: int = limits.A\n    b: int = field(default_factory=lambda: limits.B)", {"A"}),
        ("A_US = limits.A * 10", {"A"}),
    ],
)
def test_defaults_classes_and_modules_are_read_at_import(source, names):
    assert read_at_import(ast.parse(source)) == names


def test_no_model_choice_is_read_at_import():
    assert len(CHOICES) > 30
    found = {
        (file.name, name)
        for file in SOURCES
        for name in read_at_import(ast.parse(file.read_text())) & CHOICES
        if file.name != "limits.py"
    }
    assert found == set()


def test_a_propagation_delay_that_is_set_before_a_world_holds_in_it(monkeypatch):
    monkeypatch.setattr(limits, "PROPAGATION_DELAY_S", 5.0)
    with World(seed=1) as world:
        kinesis = boto3.client("kinesis")
        kinesis.create_stream(StreamName="usage", ShardCount=1)
        world.sleep(limits.CREATE_STREAM_S)
        kinesis.put_record(StreamName="usage", Data=b"x", PartitionKey="k")
        seen, iterator = (
            [],
            kinesis.get_shard_iterator(
                StreamName="usage", ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON"
            )["ShardIterator"],
        )
        for _ in range(3):
            world.sleep(2)
            seen.append(len(kinesis.get_records(ShardIterator=iterator)["Records"]))
    assert seen == [0, 0, 1]


def test_a_worlds_first_moment_and_what_a_function_costs_are_read_when_they_are_needed(monkeypatch):
    monkeypatch.setattr(limits, "WORLD_START_S", 1_800_000_000)
    monkeypatch.setattr(limits, "FUNCTION_COLD_START_S", 7.0)
    monkeypatch.setattr(limits, "FUNCTION_TAKES_S", 3.0)
    assert Clock().now_us == 1_800_000_000 * limits.US_PER_S
    with World(seed=1) as world:
        assert world.start_us == 1_800_000_000 * limits.US_PER_S
        function = world.deploy(lambda event, context: None, name="bill")
    assert (function.cold_start_s, function.takes_s) == (7.0, 3.0)


def test_a_month_of_a_bill_and_a_burst_are_read_when_they_are_needed(monkeypatch):
    monkeypatch.setattr(limits, "BILLED_MONTH_H", 100)
    monkeypatch.setattr(limits, "SHARD_WRITE_BURST_BYTES", 10)
    assert usage_of_load(records_per_s=1, record_bytes=1).hours == 100
    for limiter in (TokenBucket(0), AlignedSecond(0)):
        assert (limiter.has_room(10, 0, 1), limiter.has_room(11, 0, 1)) == (True, False)
