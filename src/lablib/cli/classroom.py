"""`lablib classroom`: JupyterHub for a room of learners on this machine."""

from __future__ import annotations

import importlib.util
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path
from typing import Annotated

import typer

from lablib.classroom.isolation import refuse_other_computers
from lablib.classroom.room_settings import ISOLATIONS, RoomSettings, find_proxy
from lablib.classroom.what_it_holds import Machine, kernel_memory_mb, memory_doubts
from lablib.cli.options import whole
from lablib.cli.telling import say
from lablib.cli.which_clone import course_here
from lablib.teaching.course import CourseError

CONFIG = Path("classroom") / "jupyterhub_config.py"
ENDED_ON_PURPOSE = (0, 1, -2, 130, 143)
"""Return codes of a hub that was stopped, or whose configuration is wrong: 1 is also said by JupyterHub."""
PAUSE_S = 1.0
EVERY_ADDRESS = ("0.0.0.0", "::", "")  # noqa: S104 - what --ip may say; no browser opens it
NO_HUB = (
    "JupyterHub isn't installed here. Remedy: make classroom, or pip install -r requirements-classroom.txt"
)
NO_PROXY = (
    "JupyterHub's proxy, configurable-http-proxy, isn't here; it is a program for Node (20 or newer). "
    "Remedy: make classroom, which installs it with npm, or npm install --global configurable-http-proxy"
)
NOT_ROOT = (
    "--isolation {} starts servers as other users, and so has to run as root: sudo lablib classroom ..."
)
NO_SYSTEMD = "this machine isn't run by systemd. Remedy: --isolation accounts"


def classroom(
    users: Annotated[int, typer.Option(parser=whole(1, 500), help="number of learners")] = 20,
    ip: Annotated[str, typer.Option(help="the address to listen on")] = "127.0.0.1",
    port: Annotated[
        int,
        typer.Option(parser=whole(1, 65532), help="the hub's port; the three ports after it are used too"),
    ] = 8000,
    isolation: Annotated[
        str,
        typer.Option(
            metavar=f"[{'|'.join(ISOLATIONS)}]",
            help="none: no isolation, and only on this computer; accounts: each learner logs in with an "
            "account of this system; systemd: the same, with limits for each server",
        ),
    ] = "none",
    instructor: Annotated[str, typer.Option(help="the user who may see the desk")] = "instructor",
    kept: Annotated[
        Path | None,
        typer.Option(help="the folder for everything that the hub stores; work/classroom when left out"),
    ] = None,
) -> None:
    """Serve the course to a room of learners with JupyterHub. Each gets a server, copies and limits."""
    try:
        root = course_here()
        room = RoomSettings(
            users,
            ip,
            port,
            isolation,
            instructor,
            (kept or root / "work" / "classroom").resolve(),
            kernel_memory_mb(Machine.here(), users),
            proxy=_check(isolation),
        )
        if not room.has_accounts:
            refuse_other_computers(room.bind_url)
        room.refuse_taken_ports()
        room.make_folders()
    except (CourseError, ValueError, OSError) as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error
    _tell(room)
    raise typer.Exit(_serve(root, room))


def _check(isolation: str) -> str:
    """The proxy's program. Raises ValueError with the remedy for whatever is missing."""
    if importlib.util.find_spec("jupyterhub") is None:
        raise ValueError(NO_HUB)
    if isolation in ISOLATIONS[1:] and os.geteuid() != 0:
        raise ValueError(NOT_ROOT.format(isolation))
    if isolation == "systemd" and (
        not Path("/run/systemd/system").is_dir() or not shutil.which("systemd-run")
    ):
        raise ValueError(NO_SYSTEMD)
    proxy = find_proxy()
    if proxy is None:
        raise ValueError(NO_PROXY)
    return proxy


def _tell(room: RoomSettings) -> None:
    for doubt in memory_doubts(Machine.here(), room.users):
        say(doubt)
    say(f"Each kernel may use {room.kernel_memory_mb:,} MB. A server that is idle for an hour is stopped.")
    door = replace(room, ip=socket.gethostname()).bind_url if room.ip in EVERY_ADDRESS else room.bind_url
    say(f"Learners open {door}")
    if room.has_accounts:
        say(f"They log in with their accounts on this system, and {room.instructor} with their own.")
    else:
        say(f"Each of them picks a name, and logs in with the password {room.password('learners')}")
        say(f"The instructor logs in as {room.instructor}, with the password {room.password('instructor')}")
    say(f"The instructor's desk: {door}/services/desk/")
    say("To stop the hub, press Ctrl-C. Learners' servers end with it.")


def _serve(root: Path, room: RoomSettings) -> int:
    """Run hubs until one is stopped. One that is killed has a successor, which takes over its learners."""
    environment = os.environ | room.as_environment()
    while True:
        began = time.monotonic()
        code = _hub(root, room, environment)
        if code in ENDED_ON_PURPOSE or time.monotonic() - began < 10 * PAUSE_S:
            room.end_proxy()
            room.remove_sockets()
            return max(code, 0) if code in (0, 1) else 0
        say(f"The hub ended with exit code {code}. A new hub takes over; servers and kernels keep running.")
        time.sleep(PAUSE_S)


def _hub(root: Path, room: RoomSettings, environment: dict[str, str]) -> int:
    command = [sys.executable, "-m", "jupyterhub", "--config", str(root / CONFIG)]
    with subprocess.Popen(command, cwd=room.kept, env=environment) as hub:  # noqa: S603 - ourselves
        signal.signal(signal.SIGTERM, lambda *_: hub.terminate())
        while True:
            try:
                return hub.wait()
            except KeyboardInterrupt:
                continue  # the hub got it, too, and takes its time
