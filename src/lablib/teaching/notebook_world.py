"""A world for a notebook: `lablib.start("02")` in its first cell.

Time is virtual while a cell runs and real between cells, so that the kernel notices nothing. IPython tells
when a cell begins and ends; in plain Python, time stays virtual until `stop()`. What a cell awaits at its top
level runs in a loop of the world's.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Hashable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from lablib.simulator.call_forms import called_as, require_a, require_seed
from lablib.simulator.clock import interrupts
from lablib.simulator.clock.event_loop import Loop, run_in_cell
from lablib.simulator.network import aws_guard, real_aws
from lablib.simulator.network.ipython_shell import shell
from lablib.simulator.world import World
from lablib.teaching import restore_at_start, skipped_cells, terminal_progress, traceback_display
from lablib.teaching.checks import progress
from lablib.traffic import event_id_of

if TYPE_CHECKING:
    from lablib.scenarios.incidents import Game

interrupts.count_as_engine(__name__)
_open: list[_NotebookWorld] = []
_games: list[Game] = []
"""The night on call whose world this is, if it is one's."""
_made_by: list[Callable[[], World]] = []
"""What `start` made this kernel's world with; it outlasts a restart that is interrupted."""


class _NotebookWorld:
    """The world of this kernel, and its connection to the cells."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._shell: Any = shell()
        self._is_watching = False
        self._loop = Loop()
        self._kernels_runner: Any = None

    def open(self) -> None:
        """As a whole: if it fails or is interrupted, the world is closed again."""
        try:
            with interrupts.deferred():
                self.world.open()
                self.world.time.on()
                self._watch_cells()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """A second call changes nothing, but finishes what an interrupt has cut off."""
        self.world.close()
        with interrupts.deferred():
            self._watch_no_more()
            self._loop.forget()
        self._tell_unseen_errors()

    def _watch_cells(self) -> None:
        if self._shell is not None:
            self._shell.events.register("pre_run_cell", self._before_cell)
            self._shell.events.register("post_run_cell", self._after_cell)
            self._kernels_runner, self._shell.loop_runner = self._shell.loop_runner, self._run_coroutine
            self._is_watching = True

    def _watch_no_more(self) -> None:
        if self._is_watching:
            self._shell.events.unregister("pre_run_cell", self._before_cell)
            self._shell.events.unregister("post_run_cell", self._after_cell)
            self._shell.loop_runner = self._kernels_runner
            self._is_watching = False

    def _before_cell(self, info: Any) -> None:
        if self.world.is_open:
            self.world.time.on()
            self._loop.stand_by()

    def _after_cell(self, result: Any) -> None:
        interrupts.forget()
        self._loop.stand_by_no_more()
        self.world.time.off()
        self._tell_unseen_errors()

    def _run_coroutine(self, coroutine: Coroutine[Any, Any, Any]) -> Any:
        """What IPython calls with a cell that awaits something."""
        self.world.time.on()
        return run_in_cell(self._loop, coroutine)

    def _tell_unseen_errors(self) -> None:
        for flow in self.world.clock.take_unseen_errors():
            print(f"The flow {flow.name!r}, which was spawned and never joined, failed:")
            if flow.error is not None:
                traceback_display.tell(flow.error)


@called_as('lablib.start("09", seed=7)')
def start(lab: str, *, seed: int = 7, identify: Callable[[bytes], Hashable] | None = event_id_of) -> World:
    """Start the simulator of a lab: open a new world, and close the one that this kernel had before.

    `identify` returns the identity of a record, by default the `event_id` in it, so that the ledger knows
    copies. If you interrupt `start`, no world is open, and boto3 doesn't reach AWS: run it again. Raises
    TypeError for a lab that isn't text, and for a seed that isn't a whole number.
    """
    require_a(str, lab, "start", 'the number of a lab in quotes, as in start("09")')
    require_seed(seed)
    stop()
    traceback_display.install()
    for line in restore_at_start.put_back():
        print(line)
    progress.notice(lab)
    skipped_cells.started(lab)
    if (running := shell()) is not None:
        skipped_cells.watch(running)
    else:
        terminal_progress.watch()
    _made_by.append(lambda: World(seed, identify=identify, name=f"lab {lab}"))
    world = _begin()
    began = datetime.fromtimestamp(world.clock.now_s, UTC)
    print(
        f"Lab {lab}. The simulator runs with seed {seed}. Its clock says {began:%A %Y-%m-%d %H:%M:%S} UTC. "
        "boto3 talks to it, and nothing leaves this machine."
    )
    return world


def incident(seed: int = 7, level: int = 1, *, causes: tuple[str, ...] = ()) -> Game:
    """Begin a night on call, and let it run until the pager goes off.

    Level 1 has one cause, level 2 has red herrings beside it, level 3 two causes that overlap; `causes` names
    them instead, by id. The night's world takes the place of the one that this kernel had, and in a `with`
    block ends with the block. Raises ValueError for a level or a cause that there isn't.
    """
    from lablib.scenarios.incidents import Game, compose  # a fifth of a second, for one lab of twelve

    game = Game(compose(seed, level, causes))
    stop()
    opened = _NotebookWorld(game.world)
    _open.append(opened)
    _games.append(game)
    opened.open()
    try:
        game.begin()
    except BaseException:
        stop()
        raise
    return game


@called_as("lablib.restart()")
def restart() -> World:
    """Start this kernel's world again: with the same seed, at the same first second, and empty.

    A cell that begins with this call gives the same numbers each time, whatever ran before and wherever it
    was stopped. Code that still runs in the old world ends. Clients that were made before use the new world.
    Raises NoWorldOpen before `start`.
    """
    if not _made_by:
        raise aws_guard.no_world_open("there is no world to restart")
    _close()
    return _begin()


def _begin() -> World:
    opened = _NotebookWorld(_made_by[-1]())
    _open.append(opened)
    opened.open()
    return opened.world


@called_as("lablib.stop()")
def stop() -> None:
    """Close this kernel's world, if there is one. Time is real again, and boto3 still doesn't reach AWS.

    It also ends `lablib.real_aws()`.
    """
    _close()
    _made_by.clear()


def _close() -> None:
    aws_guard.arm()
    real_aws.turn_off()
    while _games:
        _games[-1].close()
        _games.pop()
    while _open:
        _open[-1].close()
        _open.pop()
