"""The desk as a web server: a service of the hub, for instructors only, or a page of this computer.

Learners' seats send their progress codes to the hub's; an instructor can paste codes into both.
"""

from __future__ import annotations

import asyncio
import hmac
import subprocess
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec
from tornado import web

from lablib.pictures.room.desk_page import desk_page
from lablib.pictures.room.desk_parts import prediction_ids, room_part, votes_part
from lablib.teaching.course import Lab
from lablib.teaching.desk import room as rooms
from lablib.teaching.desk.progress_code import CodeError, codes_in, decode

COOKIE = "lablib-desk"
MOST_CODES = 200
TEXT = "text/plain; charset=utf-8"


class Desk:
    """The room, on file. Times are seconds since the epoch, of this computer."""

    def __init__(self, file: Path, course: tuple[Lab, ...]) -> None:
        self.file, self.course = file, course
        self.room = rooms.load(file)
        self.predictions = prediction_ids(course)

    def hear(self, code: str, name: str = "") -> str:
        """Take a code in, under `name` if that is known better than from the code. Raises `CodeError`."""
        told = decode(code)
        heard = self.room.hear(msgspec.structs.replace(told, name=name) if name else told, time.time())
        rooms.save(self.room, self.file)
        return heard

    def forget(self, name: str) -> None:
        """Delete one learner; with an empty name, everybody."""
        self.room.forget(name or None)
        rooms.save(self.room, self.file)


class Handler(web.RequestHandler):
    """Of an instructor: `is_instructor` is what a desk decides in its own way."""

    desk: Desk

    def initialize(self, desk: Desk) -> None:
        """What tornado gives each handler."""
        self.desk = desk

    def prepare(self) -> None:
        """Turn everybody else away, and let no page of others hold this one."""
        self.set_header("Content-Security-Policy", "frame-ancestors 'none'")
        self.set_header("Cache-Control", "no-store")
        if not self.is_instructor():
            self.turn_away()

    def turn_away(self) -> None:
        """Whoever is no instructor."""
        raise web.HTTPError(403, reason="The desk is for instructors only")

    def is_instructor(self) -> bool:
        """Whether this request may see the room."""
        raise NotImplementedError


class PageHandler(Handler):
    """The frame."""

    def get(self) -> None:
        prefix = self.request.path.rstrip("/") + "/"
        token: Any = self.xsrf_token
        self.write(desk_page(prefix, token.decode(), self.desk.predictions))


class RoomHandler(Handler):
    """The room's part of the page."""

    def get(self) -> None:
        self.write(room_part(self.desk.room, self.desk.course, time.time()))


class VotesHandler(Handler):
    """The chart of one prediction."""

    def get(self) -> None:
        id_ = self.get_query_argument("id")
        if id_ not in self.desk.predictions:
            raise web.HTTPError(404, reason="No lab has this prediction")
        self.write(votes_part(self.desk.room, id_, self.desk.predictions[id_]))


class CsvHandler(Handler):
    """The room as a table."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/csv; charset=utf-8")
        self.write(rooms.as_csv(self.desk.room.places(self.desk.course, time.time())))


class CodesHandler(Handler):
    """Codes that an instructor pastes."""

    def post(self) -> None:
        self.set_header("Content-Type", TEXT)
        codes = codes_in(self.get_body_argument("codes"))[:MOST_CODES]
        heard, refused = [], []
        for code in codes:
            try:
                heard.append(self.desk.hear(code))
            except CodeError as error:
                refused.append(str(error))
        if not codes:
            self.set_status(400)
            self.write(
                "There is no progress code in this text. A learner makes one with: lablib status --code"
            )
        else:
            self.write("\n".join([f"Heard of {', '.join(heard) or 'nobody'}.", *refused]))


class DeleteHandler(Handler):
    """The delete button."""

    def post(self) -> None:
        name = self.get_body_argument("name", "")
        self.desk.forget(name)
        self.set_header("Content-Type", TEXT)
        self.write(f"Deleted: {name or 'everybody'}.")


class GameHandler(Handler):
    """The game master's page of a seed, which plays the game's reference once."""

    async def get(self) -> None:
        try:
            level, seed = (int(self.get_query_argument(name)) for name in ("level", "seed"))
        except ValueError:
            raise web.HTTPError(400, reason="Level and seed are whole numbers") from None
        self.write(await asyncio.to_thread(_game_master, level, seed))


def _game_master(level: int, seed: int) -> str:
    """In a process of its own: a world takes over the clock of the one that it runs in."""
    command = [sys.executable, "-c", "from lablib.cli.app import app; app()", "game-master"]
    with TemporaryDirectory() as folder:
        arguments = ["--level", str(level), "--seed", str(seed), "--into", folder]
        made = subprocess.run([*command, *arguments], capture_output=True, text=True, check=False)  # noqa: S603
        if made.returncode:
            raise web.HTTPError(400, reason=" ".join(made.stderr.split())[-200:])
        [file] = Path(folder).glob("*.html")
        return file.read_text("utf-8")


class OnThisComputer(Handler):
    """Whoever has the token of the address that `lablib desk` printed."""

    def is_instructor(self) -> bool:
        token: bytes = self.settings["token"].encode()
        if hmac.compare_digest(self.get_query_argument("token", "").encode(), token):
            self.set_signed_cookie(COOKIE, token, expires_days=None, httponly=True, samesite="Strict")
            return True
        return hmac.compare_digest(self.get_signed_cookie(COOKIE) or b"", token)


PAGES: dict[str, type[Handler]] = {
    "": PageHandler,
    "room": RoomHandler,
    "votes": VotesHandler,
    "room.csv": CsvHandler,
    "codes": CodesHandler,
    "delete": DeleteHandler,
    "game": GameHandler,
}


def routes(desk: Desk, who: type, prefix: str = "/") -> list[Any]:
    """Every page of the desk, each open to whom the mixin `who` lets in."""
    return [
        (prefix + path, type(each.__name__, (who, each), {}), {"desk": desk}) for path, each in PAGES.items()
    ]


def desk_of_this_computer(desk: Desk, token: str) -> web.Application:
    """The application that `lablib desk` serves on loopback."""
    return web.Application(routes(desk, OnThisComputer), token=token, cookie_secret=token, xsrf_cookies=True)
