"""Kernels that start warm: forked from one process that has imported the libraries already.

`provisioner.use_warm_kernels` makes it the way in which this process starts kernels, whoever asks: nbclient,
nbval, papermill or a Jupyter server. Where a fork isn't possible, a kernel starts as ever. A classroom's
learners share one template, and their servers come from another (`cli/warm_seats.py`).
"""
