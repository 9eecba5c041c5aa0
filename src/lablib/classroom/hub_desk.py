"""The desk as a service of JupyterHub: `python -m lablib.classroom.hub_desk FILE`, which the hub starts.

Who has the hub's scope `access:services!service=desk` is an instructor: admins, and the group `instructors`.
A learner's server may do one thing, which is to tell its own user's progress.
"""

from __future__ import annotations

import asyncio
import os
import secrets
import sys
from pathlib import Path
from typing import Any
from urllib.parse import urlparse

from jupyterhub.services.auth import HubOAuth, HubOAuthCallbackHandler, HubOAuthenticated
from tornado import web
from tornado.httpserver import HTTPServer

from lablib.classroom.desk_server import Desk, routes
from lablib.teaching.course import labs
from lablib.teaching.desk.progress_code import CodeError
from lablib.teaching.kernels.with_parent import end_with_parent

MOST_BYTES = 64_000  # of a request: two hundred codes


class OfTheHub(HubOAuthenticated):  # type: ignore[misc]
    """Whom the hub lets in, after a login if there was none."""

    def is_instructor(self: Any) -> bool:
        """Whether the hub knows this user as one who has the desk's scope."""
        return bool(self.current_user)

    def turn_away(self: Any) -> None:
        """To the hub's login, from which a learner gets no further."""
        if self.request.method == "GET":
            self.redirect(self.get_login_url())
        else:
            raise web.HTTPError(403, reason="The desk is for instructors only")


class TellHandler(web.RequestHandler):
    """Where learners' servers send progress codes. The name is the hub's, whatever the code says."""

    def initialize(self, desk: Desk) -> None:
        """What tornado gives each handler."""
        self.desk = desk

    def check_xsrf_cookie(self) -> None:
        """None is needed: only the header says who it is."""

    async def post(self) -> None:
        token = self.request.headers.get("Authorization", "").partition(" ")[2]
        user = await HubOAuth.instance().user_for_token(token, sync=False) if token else None
        if not user or user.get("kind") != "user":
            raise web.HTTPError(403, reason="No user of this hub")
        try:
            self.desk.hear(self.request.body.decode("utf-8", "replace"), user["name"])
        except CodeError as error:
            raise web.HTTPError(400, reason=str(error)[:200]) from error


def main(file: Path) -> None:
    """Serve until the hub ends."""
    end_with_parent()
    address = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"])
    prefix = os.environ["JUPYTERHUB_SERVICE_PREFIX"]
    desk = Desk(file, labs())
    pages = [
        *routes(desk, OfTheHub, prefix),
        (f"{prefix}tell", TellHandler, {"desk": desk}),
        (f"{prefix}oauth_callback", HubOAuthCallbackHandler),
        (prefix.rstrip("/"), web.RedirectHandler, {"url": prefix}),
    ]

    async def serve() -> None:
        app = web.Application(pages, cookie_secret=secrets.token_bytes(32), xsrf_cookies=True)
        server = HTTPServer(app, max_buffer_size=MOST_BYTES, xheaders=True)
        server.listen(address.port or 0, address.hostname or "127.0.0.1")
        await asyncio.Event().wait()

    asyncio.run(serve())


if __name__ == "__main__":
    main(Path(sys.argv[1]))
