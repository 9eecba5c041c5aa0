"""The room's queue: one simulation for each processor, checks before cells, and nobody holds it up."""

import asyncio
import tracemalloc

from lablib.classroom import turns
from lablib.classroom.turns import Queue, Room, Turn
from lablib.teaching.turns import ADDRESS, CELL, CHECK, turn


def test_checks_go_before_cells_and_cells_in_the_order_in_which_they_came():
    queue, who = Queue(2), {name: Turn(name.startswith("check")) for name in ("cell 1", "cell 2", "cell 3")}
    who |= {name: Turn(True) for name in ("check 1", "check 2", "check 3")}

    def told(changed):
        return {name: each.told for name, each in who.items() if each in changed}

    assert told(queue.come(who["cell 1"])) == {"cell 1": 0}
    assert told(queue.come(who["cell 2"])) == {"cell 2": 0}
    assert told(queue.come(who["cell 3"])) == {"cell 3": 1}
    assert told(queue.come(who["check 1"])) == {"check 1": 0}
    assert told(queue.come(who["check 2"])) == {"check 2": 0}
    assert told(queue.come(who["check 3"])) == {"check 3": 1, "cell 3": 2}
    assert told(queue.leave(who["cell 1"])) == {}
    assert told(queue.leave(who["check 1"])) == {"check 3": 0, "cell 3": 1}
    assert told(queue.leave(who["check 2"])) == {}
    assert told(queue.leave(who["cell 2"])) == {"cell 3": 0}


def test_a_cell_lets_ten_checks_pass_and_then_goes():
    queue, busy = Queue(1), Turn(True)
    cell, checks = Turn(False), [Turn(True) for _ in range(12)]
    queue.come(busy)
    queue.come(cell)
    for check in checks:
        queue.come(check)
    went = []
    while queue.running:
        went += [turn for turn in queue.leave(queue.running[0]) if turn.told == 0]
    assert went == [*checks[:10], cell, *checks[10:]]


def served(tmp_path, visit):
    """What `visit(connect)` returns beside a queue for one processor. In the end all connections close."""

    async def both():
        room, address, writers = Room(1), str(tmp_path / "turns"), []

        async def connect(kind):
            reader, writer = await asyncio.open_unix_connection(address)
            writers.append(writer)
            writer.write(kind)
            return reader, writer

        async with await asyncio.start_unix_server(room.serve, address):
            returned = await visit(connect)
            for writer in writers:
                writer.close()
            while room.is_busy:
                await asyncio.sleep(0.01)
        return returned

    return asyncio.run(both())


def test_a_turn_ends_with_its_connection_and_the_next_is_told(tmp_path):
    async def visit(connect):
        first, writer = await connect(CELL)
        heard = [await first.readline()]
        second, _ = await connect(CELL)
        heard.append(await second.readline())
        writer.close()
        return [*heard, await second.readline()]

    assert served(tmp_path, visit) == [b"0\n", b"1\n", b"0\n"]


def test_whoever_takes_long_does_not_hold_up_the_room(tmp_path, monkeypatch):
    monkeypatch.setattr(turns, "MOST_HELD_S", 0.05)

    async def visit(connect):
        await connect(CHECK)
        second, _ = await connect(CHECK)
        return [await second.readline(), await second.readline()]

    assert served(tmp_path, visit) == [b"1\n", b"0\n"]


def test_whoever_says_more_takes_no_memory_of_the_queue_and_keeps_the_turn(tmp_path):
    async def visit(connect):
        first, writer = await connect(CHECK)
        second, _ = await connect(CHECK)
        heard = [await first.readline(), await second.readline()]
        tracemalloc.start()
        for _ in range(64):
            writer.write(bytes(2**18))
            await writer.drain()
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()
        writer.close()
        return [*heard, await second.readline(), peak < 2**22]

    assert served(tmp_path, visit) == [b"0\n", b"1\n", b"0\n", True]


def test_without_a_queue_nothing_waits(tmp_path, monkeypatch):
    monkeypatch.setenv(ADDRESS, str(tmp_path / "nobody"))
    ran = []
    with turn(CHECK), turn(CELL):
        ran.append("both")
    assert ran == ["both"]
