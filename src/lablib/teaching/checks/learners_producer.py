"""The learner's own producer: `send_all` of lab 02, kept when it passes, and used by labs 03, 04 and 05.

It's kept as `my_producer.py` beside the learner's progress, so in a build or a test there is none and the
reference runs. A file that the learner has edited by hand is never lost: a newer pass sets it aside as
`my_producer.bak`. A file that can't be used is named with the reason, and the reference takes over.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from greenlet import GreenletExit

from lablib.simulator.call_forms import called_as
from lablib.teaching.checks import progress
from lablib.teaching.checks.learner_traceback import own_lines
from lablib.teaching.checks.message_catalogue import line
from lablib.teaching.checks.own_source import NotAlone, own_source
from lablib.teaching.checks.producer import ProducerAttempt, Trial, play
from lablib.teaching.checks.producer.situations import nothing, of_one_tenant, usage_events
from lablib.teaching.course import find_exercise, labs

EXERCISE = "02.2"
FILE, ASIDE = "my_producer.py", "my_producer.bak"
NAME = "send_all"
SAVED = "# saved: "
HEAD = """\
# Your send_all, as it passed check 02.2. Labs 03, 04 and 05 run it.
# Edit it if you like. When 02.2 passes again with other code, your edited file becomes my_producer.bak.
"""
EVENTS = 1_500
"""All for one shard, so that records are throttled and resent."""

SendAll = Callable[[Any, str, list[dict[str, Any]]], Any]


def place() -> Path | None:
    """Where the learner's producer is kept; None where progress isn't kept in a learner's folder."""
    kept = progress.place()
    own = kept is not None and progress.VARIABLE not in os.environ
    return kept.with_name(FILE) if own and kept is not None else None


# --- keeping it --------------------------------------------------------------------------------------


def keep(answer: Any) -> None:
    """`answer` has passed 02.2: write it to the file, and say where that is."""
    file = place()
    if file is None:
        return
    try:
        source = own_source(answer, NAME)
    except NotAlone as error:
        print(line("my-producer.not-kept", file=FILE, why=error))
        return
    try:
        print(_write(file, source))
    except OSError as error:
        print(line("my-producer.not-kept", file=FILE, why=error.strerror or error))


def _write(file: Path, source: str) -> str:
    """Write the file whole or not at all; returns what to say."""
    if file.exists() and _source_in(file) == source:
        return line("my-producer.kept-already", path=file)
    edited = file.exists() and not _is_as_saved(file)
    if edited:
        file.replace(file.with_name(ASIDE))
    part = file.with_name(f".{FILE}.{os.getpid()}.part")
    part.write_text(f"{HEAD}{SAVED}{_hash(source)}\n\n{source}", "utf-8")
    part.replace(file)
    return line("my-producer.kept-beside" if edited else "my-producer.kept", path=file, aside=ASIDE)


def _source_in(file: Path) -> str:
    """What the file has after its head."""
    return file.read_text("utf-8", errors="replace").partition(f"\n{SAVED}")[2].partition("\n\n")[2]


def _is_as_saved(file: Path) -> bool:
    text = file.read_text("utf-8", errors="replace")
    saved = text.partition(f"\n{SAVED}")[2].partition("\n")[0]
    return text == f"{HEAD}{SAVED}{saved}\n\n{_source_in(file)}" and saved == _hash(_source_in(file))


def _hash(source: str) -> str:
    return hashlib.sha256(source.encode()).hexdigest()[:16]


# --- using it ----------------------------------------------------------------------------------------


@called_as("my_producer()")
def my_producer() -> SendAll:
    """Return the learner's `send_all` from 02.2, or our solution if it can't be used. Prints which one it is.

    The learner's function runs first on a throttled flush in a world of its own, and it has to end. If it
    raises an exception later, a line says so, and our solution sends this flush and the ones after it.
    """
    file = place()
    if file is None or not file.exists():
        print(line("my-producer.reference", file=FILE))
        return reference()
    seen = play(Trial("tried", of_one_tenant(usage_events(EVENTS)), nothing), _from_file(file))
    if (why := _unusable(seen)) is not None:
        print(line("my-producer.unusable", path=file, why=why))
        return reference()
    print(line("my-producer.yours", path=file))
    return _until_it_raises(_defined_in(file), file)


def reference() -> SendAll:
    """What we would write: the solution of 02.2."""
    exercise = find_exercise((each for lab in labs() for each in lab.exercises), EXERCISE)
    return _defined_in(exercise.folder / "solution.py", json=json, time=time)


def _from_file(file: Path) -> SendAll:
    """It loads the file when it is called, so that a file that raises or never ends does so in a trial."""

    def send_all(kinesis: Any, stream: str, events: list[dict[str, Any]]) -> Any:
        return _defined_in(file)(kinesis, stream, events)

    return send_all


def _defined_in(file: Path, **names: Any) -> SendAll:
    """The function `send_all` of a file. Raises whatever the file does, and NameError if it has none."""
    namespace: dict[str, Any] = {"__name__": "my_producer", "__file__": str(file)} | names
    exec(compile(file.read_bytes(), str(file), "exec"), namespace)  # noqa: S102 - it is the learner's own
    if not callable(namespace.get(NAME)):
        raise NameError(f"{file.name} defines no function {NAME}")
    found: SendAll = namespace[NAME]
    return found


def _unusable(seen: ProducerAttempt) -> str | None:
    """Why this producer can't be used, or None."""
    if seen.error is not None:
        return line("my-producer.raised", lines="; ".join(own_lines(seen.error)))
    if seen.broke_off:
        return line("my-producer.never-ends", lines="; ".join(seen.stuck_at) or NAME)
    return line("my-producer.sends-nothing") if seen.did_nothing else None


def _until_it_raises(own: SendAll, file: Path) -> SendAll:
    """The learner's producer; from its first error on, the reference."""
    at_work = [own]

    def send_all(kinesis: Any, stream: str, events: list[dict[str, Any]]) -> Any:
        try:
            return at_work[0](kinesis, stream, events)
        except (KeyboardInterrupt, GreenletExit):
            raise
        except BaseException as error:
            if at_work[0] is not own:
                raise
            at_work[0] = reference()
            why = line("my-producer.raised", lines="; ".join(own_lines(error)))
            print(line("my-producer.unusable", path=file, why=why))
            return at_work[0](kinesis, stream, events)

    return send_all
