"""A real kernel, and a notebook's cells in it."""

import contextlib
import re
import threading

from jupyter_client.manager import KernelManager
from jupyter_client.provisioning.factory import KernelProvisionerFactory

from lablib.teaching.kernels.provisioner import use_warm_kernels

CELL_TIMEOUT_S = 60


class Notebook:
    """Runs cells one after the other in a real kernel."""

    def __init__(self, manager, client):
        self.manager = manager
        self.client = client

    def run(self, code, silent=False):
        """What the cell printed, its result and its errors, as text."""
        told = []

        def hook(message):
            content = message["content"]
            if message["msg_type"] == "stream":
                told.append(content["text"])
            elif message["msg_type"] == "execute_result":
                told.append(content["data"]["text/plain"])
            elif message["msg_type"] == "error":
                told.append(f"{content['ename']}: {content['evalue']}")

        self.client.execute_interactive(
            code, silent=silent, stop_on_error=False, timeout=CELL_TIMEOUT_S, output_hook=hook
        )
        return "".join(told).strip()

    def traceback_of(self, code, stopped_after_s=None):
        """What the cell's error shows, without colors; pressed stop after so many seconds, if it is told."""
        shown = []

        def hook(message):
            if message["msg_type"] == "error":
                shown.extend(message["content"]["traceback"])
            elif message["msg_type"] == "stream":
                shown.append(message["content"]["text"])

        timer = threading.Timer(stopped_after_s or 0, self.manager.interrupt_kernel)
        if stopped_after_s:
            timer.start()
        self.client.execute_interactive(code, stop_on_error=False, timeout=CELL_TIMEOUT_S, output_hook=hook)
        return re.sub(r"\x1b\[[0-9;]*m", "", "\n".join(shown))

    def interrupt_after(self, seconds, code):
        """Run a cell that does not end by itself, and press stop."""
        timer = threading.Timer(seconds, self.manager.interrupt_kernel)
        timer.start()
        try:
            return self.run(code)
        finally:
            timer.join()


@contextlib.contextmanager
def running_kernel(*, warm=True, **settings):
    """A notebook in a kernel of its own; `settings` go to the start of its process, such as `env`.

    A warm one has imported lablib and its libraries before its first cell.
    """
    if warm:
        use_warm_kernels()
    else:
        KernelProvisionerFactory.instance().default_provisioner_name = "local-provisioner"
    manager = KernelManager(kernel_name="python3")
    manager.start_kernel(**settings)
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=CELL_TIMEOUT_S)
        yield Notebook(manager, client)
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
