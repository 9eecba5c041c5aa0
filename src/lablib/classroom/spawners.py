"""How a learner's server starts without accounts of the system: for a room in which all trust one another."""

from __future__ import annotations

from typing import Any

from jupyterhub.app import JupyterHub
from jupyterhub.spawner import SimpleLocalProcessSpawner

from lablib.classroom.isolation import refuse_other_computers


class SharedAccountSpawner(SimpleLocalProcessSpawner):  # type: ignore[misc]
    """Every server runs as the hub's own user. It refuses to start one where others can come to the hub."""

    async def start(self) -> Any:
        """Start the server. Raises ValueError unless the hub is on loopback."""
        refuse_other_computers(JupyterHub.instance().bind_url)
        return await super().start()
