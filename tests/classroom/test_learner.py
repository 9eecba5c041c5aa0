"""A learner without a browser keeps its connection while it reads, as a browser does."""

import asyncio
import random
import threading
from typing import ClassVar

import pytest
import websocket
from tornado.httpserver import HTTPServer
from tornado.netutil import bind_sockets
from tornado.web import Application
from tornado.websocket import WebSocketHandler

from lablib.classroom import rehearsal
from lablib.classroom.learner import HeadlessLearner, LearnerError, Ran
from lablib.classroom.pace import Pace, Rhythm
from lablib.classroom.rehearsal import Measured
from lablib.teaching.course import labs, repo_root


class Kernel(WebSocketHandler):
    """Pings ten times per second; `pongs` are its answers, `open_ones` those that are connected."""

    pongs: ClassVar[list] = []
    open_ones: ClassVar[list] = []
    is_open: ClassVar[threading.Event] = threading.Event()

    def open(self):
        self.open_ones.append(self)
        self.is_open.set()

    def on_pong(self, data):
        self.pongs.append(data)


@pytest.fixture
def served():
    """A learner at a kernel that pings, and what runs in the kernel's thread."""
    Kernel.is_open.clear()
    loop, ready, port = asyncio.new_event_loop(), threading.Event(), []

    async def serve():
        server = HTTPServer(Application([("/", Kernel)], websocket_ping_interval=0.1))
        sockets = bind_sockets(0, "127.0.0.1")
        server.add_sockets(sockets)
        port.append(sockets[0].getsockname()[1])
        ready.set()
        await over.wait()
        server.stop()
        await server.close_all_connections()

    over = asyncio.Event()
    thread = threading.Thread(target=lambda: loop.run_until_complete(serve()))
    thread.start()
    ready.wait()
    learner = HeadlessLearner(f"http://127.0.0.1:{port[0]}", "one")
    learner._socket = websocket.create_connection(f"ws://127.0.0.1:{port[0]}/")
    assert Kernel.is_open.wait(5)
    yield learner, loop
    learner.leave()
    loop.call_soon_threadsafe(over.set)
    thread.join()
    loop.close()


def test_a_pause_answers_pings_and_ends_though_they_go_on_coming(served):
    learner, _ = served
    learner.pause(0.5)
    assert len(Kernel.pongs) >= 2


def test_a_pause_says_that_the_kernel_has_gone(served):
    learner, loop = served
    loop.call_soon_threadsafe(Kernel.open_ones[-1].close)
    with pytest.raises(LearnerError, match="closed the connection"):
        learner.pause(5)


LAB = next(lab for lab in labs() if lab.number == "02")


class Scripted(HeadlessLearner):
    """In a room without a hub: what each check says is given, and so is whether the kernel can be reached."""

    def __init__(self, says, reaches=True):
        super().__init__("http://127.0.0.1:9", "ada")
        self.says, self.reaches = says, reaches

    def log_in(self, password):
        pass

    def start_server(self):
        return 1.0

    def read(self, path):
        return {"cells": []}

    def save(self, path, notebook):
        return 0.1

    def open(self, path):
        if not self.reaches:
            self.connect()  # to a port where nobody listens
        return 0.1

    def run(self, code):
        return Ran(0.1, self.says if code.startswith("check(") else "")

    def move(self, slider, step):
        return Ran(0.1)


@pytest.mark.parametrize(
    ("learner", "finished", "told"),
    [
        (Scripted("02.1: passed"), 1, []),
        (Scripted("02.1: not yet"), 1, ["the solutions passed 0 of 3 checks"]),
        (Scripted("02.1: passed", reaches=False), 0, ["no connection to the kernel: ConnectionRefusedError"]),
    ],
)
def test_a_rehearsal_counts_who_comes_to_the_end_and_whose_solutions_do_not_pass(learner, finished, told):
    measured, rhythm = Measured(), Rhythm(Pace(0), LAB.facts.minutes, random.Random(1))
    learner.sliders = ["one"]
    rehearsal._work(repo_root(), LAB, learner, "", rhythm, measured, rehearsal._Count(1, lambda done: None))
    assert measured.finished == finished
    assert len(measured.errors) == len(told)
    assert all(part in error for part, error in zip(told, measured.errors, strict=True))
