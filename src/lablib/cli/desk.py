"""`lablib desk`: the instructor's desk on this computer, fed with pasted progress codes."""

from __future__ import annotations

import asyncio
import secrets
from typing import Annotated

import typer

from lablib.cli.options import whole
from lablib.cli.telling import say
from lablib.cli.which_clone import course_here
from lablib.teaching.course import CourseError, labs

FILE = "desk.json"


def desk(
    port: Annotated[int, typer.Option(parser=whole(0, 65535), help="0: any free port")] = 0,
) -> None:
    """Open the instructor's page, which shows where learners are. Paste their progress codes into it."""
    from lablib.classroom.desk_server import Desk, desk_of_this_computer

    try:
        work = course_here() / "work"
        work.mkdir(exist_ok=True)
        kept = Desk(work / FILE, labs())
    except (CourseError, ValueError, OSError) as error:
        typer.echo(f"lablib: {error}", err=True)
        raise typer.Exit(1) from error
    token = secrets.token_urlsafe(16)

    async def serve() -> None:
        from tornado.httpserver import HTTPServer
        from tornado.netutil import bind_sockets

        sockets = bind_sockets(port, "127.0.0.1")
        server = HTTPServer(desk_of_this_computer(kept, token))
        server.add_sockets(sockets)
        say("The desk is on this computer only. To stop it, press Ctrl-C. It is at:")
        say(f"http://127.0.0.1:{sockets[0].getsockname()[1]}/?token={token}")
        await asyncio.Event().wait()

    try:
        asyncio.run(serve())
    except KeyboardInterrupt:
        say(f"The room is kept in {kept.file}. The delete button of the desk empties it.")
    except OSError as error:
        typer.echo(f"lablib: {error}. Remedy: another port, such as --port 0", err=True)
        raise typer.Exit(1) from error
