"""A server of its own process, as `lablib serve` starts it: no world is open in the tests themselves."""

import os
import re
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import boto3
import pytest
from botocore.config import Config

SRC = Path(__file__).parents[2] / "src"
COMMAND = [sys.executable, "-c", "from lablib.cli.app import app; app()", "serve", "--port", "0"]
KEYS = {"aws_access_key_id": "AKIDTEST", "aws_secret_access_key": "any", "region_name": "us-east-1"}
HANDLERS = '''
import base64, json


def bill(event, context):
    for record in event["Records"]:
        if base64.b64decode(record["kinesis"]["data"]).startswith(b"poison"):
            raise ValueError("cannot be billed")
    print(len(event["Records"]), "billed")


def echo(event, context):
    return event


def _helper(event, context):
    """Not a function of Lambda."""
'''


@dataclass
class Served:
    process: subprocess.Popen
    line: str
    port: int

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def client(self, service, retries=0, **settings):
        config = Config(retries={"total_max_attempts": retries + 1}, **settings)
        return boto3.client(service, endpoint_url=self.url, config=config, **KEYS)

    def end(self, number=signal.SIGTERM):
        """The exit code, and what it wrote to stderr."""
        self.process.send_signal(number)
        _, errors = self.process.communicate(timeout=20)
        return self.process.returncode, errors


def start(*options):
    environment = os.environ | {"PYTHONPATH": str(SRC)}
    process = subprocess.Popen(
        [*COMMAND, *map(str, options)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
    )
    line = process.stdout.readline()
    found = re.search(r"http://127\.0\.0\.1:(\d+) answers", line)
    assert found, (line, process.communicate(timeout=20))
    return Served(process, line, int(found[1]))


@pytest.fixture(scope="session")
def start_server():
    """`start_server("--speed", 60)`; who starts one ends it."""
    return start


@pytest.fixture(scope="session")
def handlers(tmp_path_factory):
    path = tmp_path_factory.mktemp("served") / "handlers.py"
    path.write_text(HANDLERS)
    return path


@pytest.fixture(scope="session")
def served(handlers):
    """A minute of virtual time goes by in each second."""
    one = start("--speed", 60, "--seed", 7, "--functions", handlers)
    yield one
    code, errors = one.end()
    assert (code, errors) == (0, "")


@pytest.fixture(scope="session")
def stream(served):
    kinesis = served.client("kinesis")
    kinesis.create_stream(StreamName="usage", ShardCount=1)
    kinesis.get_waiter("stream_exists").wait(StreamName="usage", WaiterConfig={"Delay": 1})
    return "usage"
