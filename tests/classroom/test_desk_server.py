"""The desk of this computer: who has its token sees the room; codes go in, the table comes out."""

import asyncio
import re
from contextlib import asynccontextmanager
from urllib.parse import urlencode

from tornado.httpclient import AsyncHTTPClient
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets

from lablib.classroom.desk_server import Desk, desk_of_this_computer
from lablib.teaching.course import labs
from lablib.teaching.desk.progress_code import Report, encode

TOKEN = "the-token-of-this-run"


@asynccontextmanager
async def served(file):
    """Where it is, and how it is asked: a path, and what to post."""
    sockets = bind_sockets(0, "127.0.0.1")
    server = HTTPServer(desk_of_this_computer(Desk(file, labs()), TOKEN))
    server.add_sockets(sockets)
    port = sockets[0].getsockname()[1]

    async def ask(path, form=None, **headers):
        post = {"method": "POST", "body": urlencode(form)} if form is not None else {}
        url = f"http://127.0.0.1:{port}/{path}"
        return await AsyncHTTPClient().fetch(url, raise_error=False, headers=headers, **post)

    yield ask
    server.stop()
    await server.close_all_connections()


def cookies_of(answer):
    return "; ".join(each.partition(";")[0] for each in answer.headers.get_list("Set-Cookie"))


def test_without_the_token_nothing_is_shown_and_nothing_taken(tmp_path):
    async def visit():
        async with served(tmp_path / "desk.json") as ask:
            paths = ["", "room", "room.csv", "votes?id=02.missing", "game?level=1&seed=7", "?token=wrong"]
            paths.append("?token=%C3%A9")
            codes = [(await ask(path)).code for path in paths]
            posts = [(await ask(path, {"codes": encode(Report("Eve"))})).code for path in ("codes", "delete")]
            return codes, posts

    codes, posts = asyncio.run(visit())
    assert set(codes) == set(posts) == {403}
    assert not (tmp_path / "desk.json").exists()


def test_codes_are_taken_in_shown_escaped_exported_and_deleted(tmp_path):
    async def visit():
        async with served(tmp_path / "desk.json") as ask:
            page = await ask(f"?token={TOKEN}")
            cookie = cookies_of(page)
            xsrf = re.search(r'data-xsrf="([^"]+)"', page.body.decode())[1]
            chat = f"me: {encode(Report('<b>Ada</b>', at='02.1'))} and {encode(Report('Grace'))[:-1]}0"
            said = [
                await ask("codes", {"codes": chat}, Cookie=cookie),
                await ask("codes", {"codes": chat}, Cookie=cookie, **{"X-XSRFToken": xsrf}),
                await ask("room", Cookie=cookie),
                await ask("room.csv", Cookie=cookie),
                await ask("delete", {"name": ""}, Cookie=cookie, **{"X-XSRFToken": xsrf}),
                await ask("room", Cookie=cookie),
            ]
            return [(answer.code, answer.body.decode()) for answer in said]

    forged, taken, room, table, deleted, empty = asyncio.run(visit())
    assert forged[0] == 403
    assert taken[0] == 200
    assert taken[1].startswith("Heard of <b>Ada</b>.\nthe checksum")
    assert "&lt;b&gt;Ada&lt;/b&gt;" in room[1]
    assert "<b>Ada" not in room[1]
    assert "<b>Ada</b>,02.1,0,no" in table[1]
    assert deleted[1] == "Deleted: everybody."
    assert "Nobody is here yet" in empty[1]
