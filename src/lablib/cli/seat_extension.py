"""What a learner's server tells the desk: a progress code when progress has changed, and every minute.

Nothing that a learner does waits for it, and a desk that stops answering costs a line in the server's log.
"""

from __future__ import annotations

import os
import time
from typing import TYPE_CHECKING

from tornado.httpclient import AsyncHTTPClient, HTTPClientError
from tornado.ioloop import PeriodicCallback

from lablib.cli.status import progress_code
from lablib.cli.which_clone import course_here
from lablib.cli.workspace import Workspace

if TYPE_CHECKING:
    from pathlib import Path

    from jupyter_server.serverapp import ServerApp

DESK = "LABLIB_DESK"
"""The variable with the address that takes a code; without it nothing is told."""
TOKEN = "JUPYTERHUB_API_TOKEN"  # noqa: S105 - the name of the variable
LOOK_EVERY_MS = 3000
TELL_AT_LEAST_S = 60.0


class Teller:
    """Looks at the learner's progress, and tells."""

    def __init__(self, workspace: Workspace, server: ServerApp) -> None:
        self._workspace, self._server = workspace, server
        self._told_at, self._told_of = 0.0, -1.0
        self._is_refused = False

    async def look(self) -> None:
        """Tell the desk, if there is something to tell."""
        changed = _changed(self._workspace.progress)
        if changed == self._told_of and time.monotonic() - self._told_at < TELL_AT_LEAST_S:
            return
        self._told_at, self._told_of = time.monotonic(), changed
        headers = {"Authorization": f"token {os.environ[TOKEN]}"}
        try:
            code = progress_code(self._workspace, "")
            await AsyncHTTPClient().fetch(os.environ[DESK], method="POST", headers=headers, body=code)
        except (HTTPClientError, OSError) as error:
            self._told_of = -1.0  # and so again at the next look
            if not self._is_refused:
                where = os.environ[DESK]
                self._server.log.warning("lablib: the desk at %s doesn't take the progress: %s", where, error)
            self._is_refused = True
        else:
            self._is_refused = False


def _changed(file: Path) -> float:
    return file.stat().st_mtime if file.exists() else 0.0


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: ServerApp) -> None:
    """Jupyter Server calls this when it starts."""
    if os.environ.get(DESK):
        from pathlib import Path

        teller = Teller(Workspace(course_here(), Path(server.root_dir)), server)
        PeriodicCallback(teller.look, LOOK_EVERY_MS).start()
