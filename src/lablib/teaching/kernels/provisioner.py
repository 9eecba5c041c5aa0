"""What jupyter_client asks for a kernel's process: forked from a warm one where that is possible."""

from __future__ import annotations

import asyncio
import os
import sys
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any

from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from lablib.teaching.kernels.forked_kernel import ForkedKernel, TemplateGone, fork_kernel

NAME = "lablib-warm"
LAUNCHER = ["-m", "ipykernel_launcher"]
STREAMS = ("stdin", "stdout", "stderr")


def use_warm_kernels() -> None:
    """From now on this process starts kernels warm, if their kernelspec names no other way.

    In code rather than by an entry point, so that it holds whatever an installation's metadata know.
    """
    factory = KernelProvisionerFactory.instance()
    factory.provisioners[NAME] = EntryPoint(
        NAME, f"{__name__}:{WarmProvisioner.__name__}", KernelProvisionerFactory.GROUP_NAME
    )
    factory.default_provisioner_name = NAME


class WarmProvisioner(LocalProvisioner):
    """Starts a Python kernel of this environment by a fork, and any other as a process of its own."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> Any:
        """Start it; its connection info."""
        if _can_fork(cmd, kwargs):
            try:
                kernel: Any = await asyncio.to_thread(_fork, cmd[3:], kwargs)
            except TemplateGone as gone:
                self.log.warning(
                    "lablib: the warm process that kernels are forked from is gone: %s. This kernel starts "
                    "the ordinary way, which takes two seconds longer. For the next one there will be a new "
                    "process.",
                    gone,
                )
            else:
                self.process = kernel
                self.pid = self.pgid = kernel.pid
                self.cwd = kwargs.get("cwd")
                return self.connection_info
        return await super().launch_kernel(cmd, **kwargs)


def _can_fork(command: list[str], how: dict[str, Any]) -> bool:
    """Whether it is IPython's kernel, of this environment, with streams that exist already (no PIPE)."""
    exist = all(not isinstance(stream, int) or stream >= 0 for stream in map(how.get, STREAMS))
    return hasattr(os, "fork") and command[:3] == [sys.executable, *LAUNCHER] and exist


def _fork(arguments: list[str], how: dict[str, Any]) -> ForkedKernel:
    """`how` is what LocalProvisioner gives to Popen. As there, None is this process's own stream."""
    with Path(os.devnull).open("r+b") as nothing:  # except that its input is never a kernel's
        own = {"stdin": nothing, "stdout": 1, "stderr": 2}
        streams = [_descriptor(own[name] if how.get(name) is None else how[name]) for name in STREAMS]
        folder = str(how.get("cwd") or Path.cwd())
        return fork_kernel(arguments, how.get("env") or os.environ, folder, streams)


def _descriptor(stream: Any) -> int:
    number: int = stream if isinstance(stream, int) else stream.fileno()
    return number
