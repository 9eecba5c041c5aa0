"""A grid of settings by seeds, played by several processes: what is lost, repeated and late, at what cost."""

from lablib.scenarios.sweep.front import Judged, front, judged, told
from lablib.scenarios.sweep.grid import Run, grid
from lablib.scenarios.sweep.jobs import Job, MappingJob, ProducerJob
from lablib.scenarios.sweep.play import sweep
from lablib.scenarios.sweep.table import SweepError, Table

__all__ = [
    "Job",
    "Judged",
    "MappingJob",
    "ProducerJob",
    "Run",
    "SweepError",
    "Table",
    "front",
    "grid",
    "judged",
    "sweep",
    "told",
]
