"""The pytest plugin: a test that asks for `world` runs in an AWS region on virtual time.

    @pytest.mark.world(seed=7, shards=2)
    def test_every_event_is_stored(world, stream, faults):
        faults("internal_failure", for_s=5, rate=0.2)
        send_all(events, stream.name)
        assert_nothing_lost(world)

The asserts are in `lablib.testing`; `docs/at-work.md` shows all of it at work.

pytest imports its plugins into every run of a project. So this file stands beside `lablib` and not in it,
where importing it would import lablib. It needs pytest alone, and a fixture imports the rest.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from lablib.simulator.network.faults import Fault
    from lablib.simulator.world import World
    from lablib.testing.fixtures import NewMapping, StreamInTest

MARKER = (
    "world(seed=0, shards=1, stream='stream', stop_after_s=...): of the fixture `world`, its seed and its "
    "last moment, in virtual seconds; of the fixture `stream`, its shards and its name"
)
WORLD: pytest.StashKey[World] = pytest.StashKey()
"""The world of a test that has one."""


def pytest_addoption(parser: pytest.Parser) -> None:
    """The option of this plugin."""
    parser.getgroup("lablib").addoption(
        "--lablib-player",
        metavar="FOLDER",
        type=Path,
        help="for each failed test with a world, save a page there that plays its run",
    )


def pytest_configure(config: pytest.Config) -> None:
    """The marker, for --strict-markers and --markers."""
    config.addinivalue_line("markers", MARKER)


@pytest.fixture
def world(request: pytest.FixtureRequest) -> Iterator[World]:
    """An AWS region on virtual time, open for this test: boto3 talks to it, and time.sleep takes no time."""
    from lablib.testing import fixtures

    _set_up_longer_loops(request)
    with fixtures.new_world(request.node) as made:
        request.node.stash[WORLD] = made
        yield made


@pytest.fixture
def stream(request: pytest.FixtureRequest, world: World) -> StreamInTest:
    """A Kinesis stream that is ACTIVE: `stream.name` and `stream.arn`."""
    from lablib.testing import fixtures

    return fixtures.new_stream(request.node)


@pytest.fixture
def faults(world: World) -> Callable[..., Fault]:
    """Switch trouble on: `faults("http_500", for_s=5)`. The kinds are those of `World.fault`."""
    return world.fault


@pytest.fixture
def mapping(world: World, stream: StreamInTest) -> NewMapping:
    """Map the stream to a handler: `mapping(handler, BatchSize=100)`, with settings as boto3 takes them."""
    from lablib.testing import fixtures

    return fixtures.NewMapping(world, stream)


def _set_up_longer_loops(request: pytest.FixtureRequest) -> None:
    """Have pytest-asyncio make the loop of a module or a session first: made in a world, it'd end with it."""
    for name in request.fixturenames:
        if name.endswith("_scoped_runner") and not name.startswith("_function"):
            request.getfixturevalue(name)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Any:
    """Tell of a failed test what its world saw, while the world is still there."""
    report = yield
    if call.when == "call" and report.failed and WORLD in item.stash:
        from lablib.testing import failure_report

        page_folder = item.config.getoption("--lablib-player")
        report.sections.append(("lablib", failure_report.told(item.stash[WORLD], item.nodeid, page_folder)))
    return report
