"""What the command tells the hub's configuration file, and what it keeps between two runs.

They travel as variables, so that the file is all that JupyterHub needs: a hub that systemd starts sets them
itself. Secrets are made once and stay in files that only the hub's user may read.
"""

from __future__ import annotations

import os
import re
import secrets
import shutil
import signal
import socket
import stat
import sys
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

VARIABLES = "LABLIB_CLASSROOM_"
ISOLATIONS = ("none", "accounts", "systemd")
NAMES = r"^[a-z][a-z0-9_-]{0,31}$"
"""Of users: a learner's folder has the same name."""
NO_INSTRUCTOR = ("root",)  # the hub refuses its login: a notebook of root could change the course
PROXY = "configurable-http-proxy"
PORTS = 4
"""The hub's door, the hub, the proxy's own and the desk."""
SERVER_MB, COLD_SERVER_MB = 70, 130
"""Of a learner's server, without kernels: with its part of what forked servers share, and of one that shares
nothing, as under systemd (measured: docs/instructor/classroom.md)."""
KERNEL_MB = 280
"""Of a kernel at the end of lab 02, with its part of what kernels share (measured, on the same page)."""
LEAST_KERNEL_MB, MOST_KERNEL_MB = 1500, 3000
"""What a kernel is allowed. The system counts what could be written, and so the template's memory as well."""
OF_ALL_UNITS = "/run"
"""A folder in which only root makes anything, and which a unit of systemd shares with all others."""
HUB_MB = 600
"""The hub, its proxy, the desk, the template of the kernels."""


@dataclass(frozen=True, slots=True)
class RoomSettings:
    """One classroom. Memory in MB of 1,048,576 bytes."""

    users: int = 20
    ip: str = "127.0.0.1"
    port: int = 8000
    """The hub's door; the other `PORTS` after it are used on loopback."""
    isolation: str = "none"
    instructor: str = "instructor"
    kept: Path = Path("work/classroom")
    kernel_memory_mb: int = LEAST_KERNEL_MB
    """What a kernel is allowed."""
    kernel_cpus: float = 1.0
    """Of a learner's server with its kernels; under systemd only."""
    proxy: str = PROXY

    def __post_init__(self) -> None:
        if self.isolation not in ISOLATIONS:
            raise ValueError(f"isolation is {self.isolation!r}: give one of {', '.join(ISOLATIONS)}")
        if not re.fullmatch(NAMES, self.instructor) or self.instructor in NO_INSTRUCTOR:
            raise ValueError(
                f"the instructor is {self.instructor!r}: give a name of lower-case letters, digits, _ and -, "
                "such as ada, and not root"
            )

    @classmethod
    def from_environment(cls, variables: Mapping[str, str] = os.environ) -> RoomSettings:
        """What the variables say, and the defaults. Raises ValueError for one that is of no use."""
        given = {name: variables[name] for name in variables if name.startswith(VARIABLES)}
        plain = {name.removeprefix(VARIABLES).lower(): value for name, value in given.items()}
        types = {"users": int, "port": int, "kernel_memory_mb": int, "kernel_cpus": float, "kept": Path}
        if unknown := plain.keys() - cls.__slots__:
            raise ValueError(f"there is no {VARIABLES}{min(unknown).upper()}")
        return cls(**{name: types.get(name, str)(value) for name, value in plain.items()})

    def as_environment(self) -> dict[str, str]:
        """The variables that say the same."""
        values = {name: getattr(self, name) for name in self.__slots__}
        return {f"{VARIABLES}{name.upper()}": str(value) for name, value in values.items()}

    @property
    def bind_url(self) -> str:
        """Where the hub's door is."""
        return f"http://{f'[{self.ip}]' if ':' in self.ip else self.ip}:{self.port}"

    @property
    def has_accounts(self) -> bool:
        """Whether each learner is a user of the system."""
        return self.isolation != "none"

    @property
    def kernel_socket(self) -> Path:
        """Where the room's kernels come from. Whoever may pass the folder around it gets a kernel.

        Under systemd each learner has a /tmp of their own, in which nothing of the hub's is.
        """
        place = OF_ALL_UNITS if self.isolation == "systemd" else tempfile.gettempdir()
        return Path(place) / f"lablib-classroom-{self.port}" / "kernels"

    @property
    def seat_socket(self) -> Path:
        """And where its learners' servers come from."""
        return self.kernel_socket.with_name("seats")

    @property
    def turns_socket(self) -> Path:
        """And where what takes long waits for its turn."""
        return self.kernel_socket.with_name("turns")

    @property
    def sockets(self) -> tuple[Path, ...]:
        """What has to be there before a learner comes; a hub that is killed leaves them."""
        return self.kernel_socket, self.seat_socket, self.turns_socket

    @property
    def server_memory_mb(self) -> int:
        """What systemd allows a learner's server beside its kernels."""
        return COLD_SERVER_MB

    @property
    def proxy_command(self) -> list[str]:
        """The proxy's program."""
        return [self.proxy]

    @property
    def proxy_pid_file(self) -> Path:
        """Where the hub notes which proxy it has started."""
        return self.kept / "proxy.pid"

    @property
    def numbers_in_one_thread(self) -> dict[str, str]:
        """numpy's libraries make a thread per core in each process otherwise."""
        return dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")

    def python(self, module: str) -> list[str]:
        """The command for a module of ours."""
        return [sys.executable, "-m", module]

    def make_folders(self) -> None:
        """Make what the hub keeps things in. Raises OSError if somebody else's folder is in the way.

        Accounts may pass the folder of the sockets, because a kernel becomes the user that asked for it.
        Without accounts each kernel is the hub's user, so no other user may pass.
        """
        self.kept.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.kept.chmod(0o700)
        door, mode = self.kernel_socket.parent, 0o711 if self.has_accounts else 0o700
        door.mkdir(exist_ok=True, mode=mode)
        found = door.lstat()
        if not stat.S_ISDIR(found.st_mode) or found.st_uid != os.geteuid():
            raise PermissionError(
                f"{door} belongs to somebody else. Remedy: remove it, or take another --port"
            )
        door.chmod(mode)

    def refuse_taken_ports(self) -> None:
        """Raise ValueError if another program has one of the four ports.

        A proxy that a killed hub has left is none: the next hub takes it over, by its file.
        """
        ours = (0, 2) if self.proxy_pid_file.exists() else ()
        taken = [self.port + more for more in range(PORTS) if more not in ours and is_taken(self.port + more)]
        if taken:
            raise ValueError(f"another program has port {taken[0]}. Remedy: end it, or take another --port")

    def end_proxy(self) -> None:
        """A hub that is stopped while it starts its proxy, the first or another one, leaves it."""
        if self.proxy_pid_file.exists():
            with suppress(ProcessLookupError, ValueError):
                os.kill(int(self.proxy_pid_file.read_text()), signal.SIGTERM)
            self.proxy_pid_file.unlink()

    def remove_sockets(self) -> None:
        """After the hub's end; a hub that is killed leaves them for the next."""
        shutil.rmtree(self.kernel_socket.parent, ignore_errors=True)

    def password(self, whose: str) -> str:
        """The password of `learners` or of the `instructor`, made at the first use."""
        return self._secret(f"password-{whose}", 9 if whose == "learners" else 24)

    def proxy_token(self) -> str:
        """What hub and proxy know one another by; a new hub has to know the old proxy."""
        return self._secret("proxy-token", 32)

    def _secret(self, name: str, size: int) -> str:
        file = self.kept / name
        if not file.exists():
            file.touch(mode=0o600)
            file.write_text(secrets.token_urlsafe(size))
        return file.read_text()


def is_taken(port: int) -> bool:
    """Whether somebody listens at this port of loopback."""
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0


def find_proxy() -> str | None:
    """The proxy's program: what `make classroom` installed, or one on the PATH; None if there is none."""
    installed = Path(sys.prefix) / "classroom" / "node_modules" / ".bin" / PROXY
    return str(installed) if installed.exists() else shutil.which(PROXY)
