"""A notebook's kernel is kept from AWS from `import lablib` on, and a warm one from its start."""

from __future__ import annotations

from lablib.simulator.network.ipython_shell import shell


def guard_the_kernel() -> None:
    """In IPython, boto3 doesn't reach AWS from now on, and no import of lablib is cut in two."""
    if shell() is not None:
        from lablib.simulator.clock import whole_imports
        from lablib.simulator.network import aws_guard

        aws_guard.arm()
        aws_guard.arm_before_each_cell()
        whole_imports.install()
