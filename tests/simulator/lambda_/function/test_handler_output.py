"""Where output goes once a function was invoked: a cell's own to its cell, a handler's to its log."""

from __future__ import annotations

import contextlib
import io
import logging
import sys
import time

import boto3
import pytest

from lablib import World

WARM = {"cold_start_s": 0.0, "takes_s": 0.0}


class KernelStream(io.StringIO):
    """As a Jupyter kernel's stdout: it is told which cell runs, and what is printed belongs to that cell."""

    cell = "first"

    def set_parent(self, cell):
        self.cell = cell


@pytest.fixture
def world():
    with World(seed=7) as world:
        world.network.latency_us = lambda: 0
        yield world


def invoke(world, handler):
    """Run it; what its log holds between START and END."""
    world.deploy(handler, name="handler", **WARM)
    boto3.client("lambda").invoke(FunctionName="handler")
    return world.logs("handler")[-1].lines[1:-2]


def test_a_kernel_reaches_its_stream_through_the_router(monkeypatch):
    monkeypatch.setattr(sys, "stdout", KernelStream())
    real = sys.stdout
    with World(seed=7) as world:
        assert invoke(world, lambda event, context: print("to the log")) == ["to the log"]
        assert sys.stdout is not real
        sys.stdout.set_parent("second")
        sys.stdout.write("to the cell\n")
    assert (real.cell, real.getvalue(), sys.stdout) == ("second", "to the cell\n", real)


def test_who_captures_output_does_not_get_the_handlers(world, capsys):
    with contextlib.redirect_stdout(io.StringIO()) as captured:
        print("captured")
        assert invoke(world, lambda event, context: print("to the log")) == ["to the log"]
    assert invoke(world, lambda event, context: print("again")) == ["again"]
    print("to the cell")
    assert (captured.getvalue(), capsys.readouterr().out) == ("captured\n", "to the cell\n")


def test_a_handler_may_capture_its_own_output(world):
    def handler(event, context):
        with contextlib.redirect_stdout(io.StringIO()) as captured:
            print("quiet")
        print("captured", captured.getvalue(), end="")

    assert invoke(world, handler) == ["captured quiet"]


def test_the_root_logger_writes_in_the_runtimes_format(world):
    def handler(event, context):
        time.sleep(1.25)
        logging.getLogger().warning("%d tokens", 12)
        logging.getLogger("billing").error("no tenant")
        logging.getLogger("billing").debug("not shown")

    lines = invoke(world, handler)
    request_id = world.logs("handler")[0].request_id
    assert lines == [
        f"[WARNING]\t2026-11-02T00:00:01.250Z\t{request_id}\t12 tokens",
        f"[ERROR]\t2026-11-02T00:00:01.250Z\t{request_id}\tno tenant",
    ]


def test_a_stream_handler_that_a_handler_makes_writes_to_the_log_too(world, capsys):
    logger = logging.getLogger("of the handler")
    logger.propagate = False

    def handler(event, context):
        if not logger.handlers:
            logger.addHandler(logging.StreamHandler())
        logger.warning("counted")

    assert [invoke(world, handler), invoke(world, handler)] == [["counted"], ["counted"]]
    assert capsys.readouterr() == ("", "")
    logger.handlers.clear()


def test_records_of_handlers_side_by_side_are_kept_apart(world):
    def handler(event, context):
        for _ in range(2):
            logging.getLogger().warning("of %s", event)
            time.sleep(1)

    function = world.deploy(handler, **WARM)
    flows = [world.spawn(world.lambda_.runtime.invoke, function, name) for name in ("a", "b")]
    outcomes = world.join(*flows)
    assert [[line.split("\t")[-1] for line in each.log.lines[1:-2]] for each in outcomes] == [
        ["of a", "of a"],
        ["of b", "of b"],
    ]


def test_records_of_all_other_code_go_where_they_went(world, capsys, monkeypatch):
    monkeypatch.setattr(logging.root, "handlers", [])
    invoke(world, lambda event, context: None)
    logging.getLogger("cell").warning("of the cell")
    logging.getLogger("cell").info("not shown")
    assert capsys.readouterr() == ("", "of the cell\n")
    logging.root.addHandler(logging.NullHandler())
    logging.getLogger("cell").warning("to its own handler")
    assert capsys.readouterr() == ("", "")


def test_all_is_as_it_was_when_the_last_world_is_closed(capsys):
    before = sys.stdout, sys.stderr, list(logging.root.handlers)
    with World(seed=7) as outer:
        with World(seed=7) as inner:
            invoke(inner, lambda event, context: print("inner"))
        assert invoke(outer, lambda event, context: print("outer")) == ["outer"]
    assert (sys.stdout, sys.stderr, logging.root.handlers) == before


def test_all_is_as_it_was_when_a_handlers_timeout_ends_it_while_it_prints(world, capsys):
    def handler(event, context):
        while True:
            print("tick")
            time.sleep(1)

    assert invoke(world, handler)[:3] == ["tick"] * 3
    print("to the cell")
    assert capsys.readouterr().out == "to the cell\n"
