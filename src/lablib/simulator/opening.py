"""What an open world changes in this process, and how all of it is given back."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from lablib.simulator.clock import interrupts
from lablib.simulator.clock.clock import Clock
from lablib.simulator.clock.errors import ClockError
from lablib.simulator.clock.virtual_time import VirtualTime
from lablib.simulator.garbage_collection import RareCollections
from lablib.simulator.lambda_.function import handler_output
from lablib.simulator.network import network
from lablib.simulator.network.aws_environment import Environment
from lablib.simulator.network.cloudwatch_hook import CloudWatchHook

_open: list[Opening] = []
"""Those of the worlds that are open; the innermost is last."""


class Opening:
    """One world's: boto3, the AWS variables, the module `random` and the collection of garbage are its own.

    `forget_others` empties the services that moto answers.
    """

    def __init__(
        self,
        seed: int,
        label: str,
        clock: Clock,
        time: VirtualTime,
        its_network: network.Network,
        cloudwatch: CloudWatchHook,
        forget_others: Callable[[], None],
    ) -> None:
        self._seed = seed
        self._clock = clock
        self._time = time
        self._network = its_network
        self._cloudwatch = cloudwatch
        self._forget_others = forget_others
        self._environment = Environment(label)
        self._collections = RareCollections()
        self._to_undo = ExitStack()
        self.is_open = False

    @contextmanager
    def as_a_whole(self) -> Iterator[None]:
        """What the block does happens as a whole: if it fails or is interrupted, the world is closed."""
        if self.is_open:
            raise ClockError("this world is open already. Remedy: use it, or make another with World(seed)")
        try:
            with interrupts.deferred():
                yield
        except BaseException:
            self.end()
            raise

    def enter(self) -> None:
        """Change everything; in `as_a_whole`."""
        undo = self._to_undo.callback
        # First of all: boto3 never reaches AWS while the next steps change what it goes by.
        network.install(self._network)
        undo(network.uninstall, self._network)
        _open.append(self)
        undo(_forget, self)
        self._environment.enter()
        undo(self._environment.leave)
        self._collections.enter()
        undo(self._collections.leave)
        self._cloudwatch.install()
        undo(self._cloudwatch.uninstall)
        # botocore's retries draw from the module's generator, one of them through a bound function.
        undo(random.setstate, random.getstate())
        random.seed(f"{self._seed}/random")
        undo(self._time.off)
        undo(self._forget_others)
        self.is_open = True

    def end(self) -> None:
        """End the flows, then the worlds inside. Then undo the steps of `enter`, the last first."""
        inside = _open[_open.index(self) + 1 :] if self in _open else []
        with interrupts.deferred(), ExitStack() as ends:
            self.is_open = False
            ends.callback(self._to_undo.close)
            for each in inside:
                ends.callback(each.end)
            if self._clock.flows:
                self._time.on()  # threads have to know themselves while they end
            self._clock.close()


def _forget(opening: Opening) -> None:
    """It is over. With the last one, stdout and stderr are the process's own again."""
    _open.remove(opening)
    if not _open:
        handler_output.unroute()
