"""Example runs for whoever has no account. None was measured by us on AWS, and each says so itself."""

from __future__ import annotations

from pathlib import Path

from lablib.on_aws.run import Run, load
from lablib.simulator.call_forms import called_as

HERE = Path(__file__).parent
NAMES = tuple(sorted(path.stem for path in HERE.glob("*.json")))


@called_as('example("on-record")')
def example(name: str) -> Run:
    """An example by its name. Raises ValueError with all names if there is none."""
    if name not in NAMES:
        raise ValueError(f"no example run is called {name!r}. There are: {', '.join(NAMES)}.")
    return load(HERE / f"{name}.json")


def find(file_or_name: str) -> Run:
    """A run from a file, or an example. Raises ValueError if it's neither."""
    path = Path(file_or_name)
    if path.exists():
        return load(path)
    if path.suffix or path.name != file_or_name:
        raise ValueError(f"there is no file {file_or_name}. Examples without a file: {', '.join(NAMES)}.")
    return example(file_or_name)
