"""A learner without a browser: logs in to a hub, has a server started, and runs, edits and saves a notebook.

It speaks what JupyterLab speaks: the hub's forms, the contents and sessions of Jupyter Server's REST API, and
a kernel's messages over a websocket. One thread per learner.
"""

from __future__ import annotations

import json
import re
import select
import time
import uuid
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import requests
import websocket

ANSWER_WITHIN_S = 300.0
LOOK_EVERY_S = 2.0  # a browser waits for the hub to tell, and asks less
SLIDER_MODEL = "SelectionSliderModel"


class LearnerError(Exception):
    """What a learner would have seen instead of the next page or output."""


@dataclass(slots=True)
class Ran:
    """A cell that has run."""

    seconds: float
    text: str = ""
    """All that was printed or shown, as text."""
    error: str = ""
    """`NameError: ...` if the cell raised."""


def _words(page: str) -> str:
    """What a page of the hub says about an error."""
    return " ".join(re.sub(r"<[^>]*>", " ", page.partition('class="error"')[2]).split())[1:300]


class HeadlessLearner:
    """One learner of the hub at `hub`, such as http://127.0.0.1:8000."""

    def __init__(self, hub: str, name: str) -> None:
        self.name, self._hub = name, hub.rstrip("/")
        self._seat = f"{self._hub}/user/{quote(name)}"
        self._http = requests.Session()
        self._kernel = ""
        self._socket: Any = None
        self.sliders: list[str] = []
        """The models of the course's sliders, in the order of their coming."""

    def log_in(self, password: str) -> None:
        """By the form. Raises `LearnerError`."""
        form = f"{self._hub}/hub/login"
        self._http.get(form, timeout=ANSWER_WITHIN_S)
        fields = {"username": self.name, "password": password, "_xsrf": self._cookie("/hub/")}
        answer = self._http.post(form, data=fields, timeout=ANSWER_WITHIN_S, allow_redirects=False)
        if answer.status_code != requests.codes.found:
            raise LearnerError(f"the hub answered the login with {answer.status_code}")

    def start_server(self) -> float:
        """Have the server started, and come in. Returns the seconds until the first page could load."""
        began = time.monotonic()
        asked = self._http.get(f"{self._hub}/hub/spawn", timeout=ANSWER_WITHIN_S)
        if asked.status_code == requests.codes.too_many_requests:
            raise LearnerError(f"the hub started no server: {_words(asked.text)}")
        while time.monotonic() - began < ANSWER_WITHIN_S:
            answer = self._http.get(f"{self._seat}/lab", timeout=ANSWER_WITHIN_S)
            if answer.ok and "jupyter-config-data" in answer.text:
                return time.monotonic() - began
            if answer.status_code == requests.codes.server_error:
                raise LearnerError(f"no server after {time.monotonic() - began:.0f} s: {_words(answer.text)}")
            time.sleep(LOOK_EVERY_S)
        raise LearnerError(f"no server after {ANSWER_WITHIN_S:.0f} s")

    def stop_server(self) -> None:
        """As in the hub's page."""
        self._http.get(f"{self._hub}/hub/home", timeout=ANSWER_WITHIN_S)
        headers = {"X-XSRFToken": self._cookie("/hub/"), "Referer": f"{self._hub}/hub/home"}
        stop = f"{self._hub}/hub/api/users/{quote(self.name)}/server"
        self._http.delete(stop, headers=headers, timeout=ANSWER_WITHIN_S)

    def status(self, path: str) -> int:
        """What a page of the hub answers, after the redirects of a login."""
        return int(self._http.get(f"{self._hub}{path}", timeout=ANSWER_WITHIN_S).status_code)

    def page(self, path: str) -> str:
        """The text of a page of the hub."""
        return str(self._http.get(f"{self._hub}{path}", timeout=ANSWER_WITHIN_S).text)

    def read(self, path: str) -> dict[str, Any]:
        """A notebook."""
        return dict(self._ask("GET", f"contents/{quote(path)}")["content"])

    def save(self, path: str, notebook: dict[str, Any]) -> float:
        """Write a notebook; the seconds."""
        began = time.monotonic()
        model = {"type": "notebook", "format": "json", "content": notebook}
        self._ask("PUT", f"contents/{quote(path)}", model)
        return time.monotonic() - began

    def open(self, path: str) -> float:
        """Start a kernel for a notebook and connect to it; the seconds."""
        began = time.monotonic()
        asked = {"path": path, "type": "notebook", "name": path, "kernel": {"name": "python3"}}
        self._kernel = self._ask("POST", "sessions", asked)["kernel"]["id"]
        self.connect()
        self.run("pass")
        return time.monotonic() - began

    def connect(self) -> None:
        """Connect to the kernel, also once more. Raises `LearnerError`."""
        if self._socket is not None:
            self._socket.close()
        address = f"{self._seat}/api/kernels/{self._kernel}/channels".replace("http", "ws", 1)
        cookies = "; ".join(f"{each.name}={each.value}" for each in self._cookies_of(self._seat))
        try:
            self._socket = websocket.create_connection(
                address, cookie=cookies, origin=self._hub, timeout=ANSWER_WITHIN_S
            )
        except (websocket.WebSocketException, OSError) as error:
            raise LearnerError(f"no connection to the kernel: {type(error).__name__}: {error}") from error

    def run(self, code: str) -> Ran:
        """Run a cell to its end. Raises `LearnerError` if the kernel goes away."""
        content = {
            "code": code,
            "silent": False,
            "store_history": True,
            "user_expressions": {},
            "allow_stdin": False,
            "stop_on_error": False,
        }
        return self._until_idle("execute_request", content)

    def move(self, slider: str, step: int) -> Ran:
        """Move a slider to one of its steps, as its widget in the browser tells the kernel."""
        data = {"method": "update", "state": {"index": step}, "buffer_paths": []}
        return self._until_idle("comm_msg", {"comm_id": slider, "data": data})

    def pause(self, seconds: float) -> None:
        """Read and think. Answers the server's pings meanwhile, as a browser does; else the server hangs up.

        Raises `LearnerError` if the kernel goes away.
        """
        until = time.monotonic() + seconds
        try:
            while (left := until - time.monotonic()) > 0:
                if select.select([self._socket.sock], [], [], left)[0]:
                    self._hear_by_the_way()
        except (websocket.WebSocketException, OSError) as error:
            raise LearnerError(f"the kernel is gone: {type(error).__name__}: {error}") from error

    def leave(self) -> None:
        """Close the connections; server and kernel go on."""
        if self._socket is not None:
            self._socket.close()
            self._socket.shutdown()  # also where the server has closed it
        self._http.close()

    def _until_idle(self, kind: str, content: dict[str, Any]) -> Ran:
        began, id_ = time.monotonic(), uuid.uuid4().hex
        header = {"msg_id": id_, "msg_type": kind, "username": self.name, "session": id_, "version": "5.3"}
        message = {"header": header, "parent_header": {}, "metadata": {}, "content": content, "buffers": []}
        ran = Ran(0.0)
        try:
            self._socket.send(json.dumps(message | {"channel": "shell"}))
            while not self._take(self._heard(), id_, ran):
                pass
        except (websocket.WebSocketException, OSError) as error:
            raise LearnerError(f"the kernel is gone: {type(error).__name__}: {error}") from error
        ran.seconds = time.monotonic() - began
        return ran

    def _heard(self) -> dict[str, Any]:
        """The kernel's next message."""
        said = self._socket.recv()
        if not said:
            raise OSError("the server has closed the connection")
        return dict(json.loads(said))

    def _hear_by_the_way(self) -> None:
        """One frame: a ping is answered, a message noted."""
        opcode, said = self._socket.recv_data(control_frame=True)
        if opcode == websocket.ABNF.OPCODE_CLOSE:
            raise OSError("the server has closed the connection")
        if opcode == websocket.ABNF.OPCODE_TEXT:
            self._take(json.loads(said), "", Ran(0.0))

    def _take(self, message: dict[str, Any], id_: str, ran: Ran) -> bool:
        """Note what a message says; whether it is the last of its request."""
        kind, content = message["header"]["msg_type"], message["content"]
        if kind == "status" and content["execution_state"] in ("restarting", "dead"):
            raise OSError("it has died and is started again")
        if kind == "comm_open" and content["data"].get("state", {}).get("_model_name") == SLIDER_MODEL:
            self.sliders.append(content["comm_id"])
        if message["parent_header"].get("msg_id") != id_:
            return False
        if kind == "stream":
            ran.text += content["text"]
        elif kind in ("display_data", "execute_result", "update_display_data"):
            ran.text += str(content["data"].get("text/plain", ""))
        elif kind == "error":
            ran.error = f"{content['ename']}: {content['evalue']}"
        return bool(kind == "status" and content["execution_state"] == "idle")

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        headers = {"X-XSRFToken": self._cookie(f"/user/{quote(self.name)}/")}
        answer = self._http.request(
            method, f"{self._seat}/api/{path}", json=body, headers=headers, timeout=ANSWER_WITHIN_S
        )
        if not answer.ok:
            raise LearnerError(f"{method} {path} answers {answer.status_code}: {answer.text[:500]}")
        return answer.json() if answer.content else None

    def _cookie(self, path: str) -> str:
        """The one against forged requests, for this path."""
        fitting = [each for each in self._http.cookies if each.name == "_xsrf" and each.path == path]
        return str(fitting[-1].value) if fitting else ""

    def _cookies_of(self, address: str) -> list[Any]:
        path = "/" + address.split("/", 3)[3] + "/"
        return [each for each in self._http.cookies if path.startswith(each.path or "/")]
