"""boto3 reaches AWS only if somebody says so: while no world is open, requests to AWS are refused.

`arm` replaces `URLLib3Session.send`, botocore's last step before a socket. The method belongs to the class,
so the guard covers every client, session and thread of the process, also those made before. A request goes
to the innermost open world. While none is open, the guard refuses AWS's hosts and passes all others
(LocalStack, another endpoint on this machine) to botocore's own `send`.

It holds until somebody replaces that method, as a `mock.patch` around a world does at its end. It's put back
when a world is made, opened or closed, by `start` and `stop`, by what needs a world, and in IPython before
each cell.

`lablib.real_aws()` lifts the guard. `named_hosts.py` opens it for a few hosts, and closes it for all others.

What it can't see never goes through botocore's `send`:

* a presigned URL that code opens with urllib or requests
* S3 transfers over awscrt, and SDKs other than boto3
* other programs: what a cell starts with `!` or `subprocess`, and the `credential_process` of a profile
* processes that Python starts afresh: multiprocessing's `spawn` and `forkserver`, a ProcessPoolExecutor on
  them, `s3transfer.ProcessPoolDownloader`

While a world is open, these meet two other walls. Python's own sockets stay on this machine
(`socket_guard.py`), and the environment that a program inherits has the lab's made-up keys
(`aws_environment.py`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from importlib.util import module_from_spec
from types import ModuleType
from typing import Any, Protocol

from lablib.simulator import limits
from lablib.simulator.clock import interrupts
from lablib.simulator.network.aws_hosts import host_of, is_aws, is_metadata
from lablib.simulator.network.ipython_shell import shell
from lablib.simulator.network.socket_guard import NetworkRefused

Send = Callable[[Any, Any], Any]
"""`send(session, request)`: an HTTP session of botocore and its prepared request; returns an AWSResponse."""


class Lift(Protocol):
    """Somebody's word that boto3 may reach AWS."""

    def lets(self, host: str) -> bool:
        """Whether a request to `host` may go out."""

    def close(self) -> None:
        """Take it back."""

    def remind(self) -> None:
        """Say that it holds: the last world has closed."""


lifted_by: list[Lift] = []
"""Who has lifted the guard: it holds while this is empty. `real_aws.py` writes here, and says so aloud."""
_answering: list[Send] = []
"""The worlds that are open; the innermost is last."""
_botocore_send: Send | None = None


class NoWorldOpen(RuntimeError):
    """Something needs an open world, and there is none."""


def arm() -> None:
    """Guard boto3 from now on. Calling it again puts the guard back if somebody has replaced it.

    What is passed on goes to botocore's own `send`, never to what somebody has put in its place.
    """
    global _botocore_send  # noqa: PLW0603 - a process has one botocore
    with interrupts.deferred():
        from botocore import httpsession

        found = httpsession.URLLib3Session.send
        if _is_botocores(found, httpsession):
            _botocore_send = found
        elif _botocore_send is None:
            _botocore_send = _load_botocore_send(httpsession)
        httpsession.URLLib3Session.send = _send


def _is_botocores(found: Any, httpsession: ModuleType) -> bool:
    """Its `__module__` wouldn't tell: `functools.wraps` copies that."""
    is_of_the_module = getattr(found, "__globals__", None) is vars(httpsession)
    return is_of_the_module and found.__qualname__ == "URLLib3Session.send"


def _load_botocore_send(httpsession: ModuleType) -> Send:
    """botocore's own `send`, out of a second copy of its module: in the first, somebody has replaced it."""
    spec = httpsession.__spec__
    assert spec is not None
    assert spec.loader is not None
    copy = module_from_spec(spec)
    spec.loader.exec_module(copy)
    send: Send = copy.URLLib3Session.send
    return send


def arm_before_each_cell() -> None:
    """In IPython, put the guard back at the start of each cell. A second call changes nothing."""
    shell().events.register("pre_run_cell", _before_cell)


def _before_cell(info: Any) -> None:
    arm()


def answer_with(send: Send) -> None:
    """From now on `send` answers every request of botocore."""
    arm()
    _answering.append(send)


def answer_no_longer(send: Send) -> None:
    """The one before answers again. Without one the guard holds, or whoever has lifted it says so again."""
    arm()
    _answering.remove(send)
    if lifted_by and not _answering:
        lifted_by[-1].remind()


def a_world_answers() -> bool:
    """Whether a world is open."""
    return bool(_answering)


def require_world() -> None:
    """Raise NoWorldOpen if no world is open and nobody has lifted the guard."""
    arm()
    if not (_answering or lifted_by):
        raise no_world_open("this needs an open world, and none is open")


def no_world_open(why: str) -> NoWorldOpen:
    """The error, with the remedy."""
    return NoWorldOpen(f"{why}. Remedy: {_remedy()}")


def _send(session: Any, request: Any) -> Any:
    innermost = _answering[-1:]
    if innermost:
        return innermost[0](session, request)
    _check(request)
    assert _botocore_send is not None
    return _botocore_send(session, request)


def _check(request: Any) -> None:
    """Raise NetworkRefused for a request that must not go out."""
    host = host_of(request.url)
    if lifted_by and not any(lift.lets(host) for lift in lifted_by):
        raise NetworkRefused(
            f"lablib blocked a request to {host}: AWS is open for a few named hosts, and this isn't one. "
            "Remedy: run other code after that, or before."
        )
    if not is_aws(host):
        return
    world = world_of(request)
    if world or _has_a_world_s_key(request):
        named = f" ({world})" if world else ""
        raise NetworkRefused(
            f"lablib blocked a request to {host}: its client belongs to a world that is closed{named}. "
            f"Remedy: {'make the client again.' if lifted_by else _remedy()}"
        )
    if lifted_by:
        return
    if is_metadata(host):
        raise NetworkRefused(
            f"lablib blocked a request to {host}: boto3 found no credentials and asked this machine's "
            f"metadata service for some. Remedy: {_remedy(', then make the client')}"
        )
    raise NetworkRefused(
        f"lablib blocked a request to {host}: no world is open, and boto3 doesn't reach AWS without one. "
        f"Remedy: {_remedy()}"
    )


def _remedy(then: str = "") -> str:
    first = "open a world" if shell() is None else "run the start cell (lablib.start)"
    return f"{first}{then}, or call lablib.real_aws() if you mean your own AWS account."


# --- whose client it is ----------------------------------------------------------------------------
KEY = "LAB-ONLY-NOT-A-KEY"
"""The access key of every world, which stands in what its clients sign."""
_MARK = "lablib~"


def app_id(world: str) -> str:
    """The world's AWS_SDK_UA_APP_ID: botocore writes it into the User-Agent of each client made there."""
    return (_MARK + world.replace(" ", "~"))[: limits.APP_ID_MAX_CHARS]


def world_of(request: Any) -> str | None:
    """The label of the world that the request's client was made in; None for one made outside."""
    agent = request.headers.get("User-Agent") or ""
    text = agent.decode(errors="replace") if isinstance(agent, bytes) else agent
    found = re.search(rf"(?:^|\s)app/{_MARK}(\S+)", text)
    return found[1].replace("~", " ") if found else None


def _has_a_world_s_key(request: Any) -> bool:
    """Whether a world's key signed it: a client with an app id of its own doesn't say whose it is."""
    signed = request.headers.get("Authorization") or ""
    text = signed.decode(errors="replace") if isinstance(signed, bytes) else signed
    return KEY in text or KEY in request.url
