"""Where prints go once a function was invoked: a cell's own to its cell, a handler's to its log."""

import io
import sys

import boto3

from lablib import World


class KernelStream(io.StringIO):
    """As a Jupyter kernel's stdout: it is told which cell runs, and what is printed belongs to that cell."""

    cell = "first"

    def set_parent(self, cell):
        self.cell = cell


def test_a_kernel_reaches_its_stream_through_the_router(monkeypatch):
    monkeypatch.setattr(sys, "stdout", KernelStream())
    real = sys.stdout
    with World(seed=7) as world:
        world.deploy(lambda event, context: None, name="quiet")
        boto3.client("lambda").invoke(FunctionName="quiet")
        assert sys.stdout is not real
        sys.stdout.set_parent("second")
        sys.stdout.write("to the cell\n")
    assert (real.cell, real.getvalue(), sys.stdout) == ("second", "to the cell\n", real)
