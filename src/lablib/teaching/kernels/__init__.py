"""Kernels that start warm: forked from one process that has imported the libraries already.

`use_warm_kernels` makes it the way in which this process starts kernels, whoever asks: nbclient, nbval,
papermill or a Jupyter server. Where a fork isn't possible, a kernel starts as ever.
"""

from lablib.teaching.kernels.provisioner import WarmProvisioner, use_warm_kernels

__all__ = ["WarmProvisioner", "use_warm_kernels"]
