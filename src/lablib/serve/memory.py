"""An end to memory: a server that runs for weeks refuses to store more before it takes the machine's all.

The ledger follows every record that was ever offered, past its retention as well.
"""

from __future__ import annotations

import sys
from pathlib import Path

from lablib.serve.call import Call
from lablib.simulator.api.errors import AwsError

STORES = ("Put", "Send", "Publish", "BatchWrite", "Create", "Update", "Upload")
"""How operations begin whose requests are kept."""
_STATUS = Path("/proc/self/statm")
MB = 2**20


class Memory:
    """Refuses what stores once the process has more than `most_mb`. `look` from time to time."""

    def __init__(self, most_mb: int) -> None:
        self._most_mb = most_mb
        self._is_full = False

    def look(self) -> None:
        """How much has the process now?"""
        self._is_full = resident_mb() > self._most_mb

    def check(self, call: Call) -> None:
        """Raise AwsError if this call would store something, and there is no room."""
        stores = call.operation.startswith(STORES) or call.service == "s3"
        if self._is_full and stores:
            raise AwsError(
                "ServiceUnavailable",
                f"lablib serve has more than {self._most_mb} MB in memory, and stores no more. Remedy: start "
                "it again, which forgets everything, or with a larger --max-memory-mb.",
                503,
            )


def resident_mb() -> float:
    """Memory of this process; where the system doesn't tell, the most that it ever had."""
    if _STATUS.exists():
        import resource

        return int(_STATUS.read_text().split()[1]) * resource.getpagesize() / MB
    if sys.platform == "win32":
        return 0.0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / MB if sys.platform == "darwin" else peak / 1024
