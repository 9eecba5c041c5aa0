"""The learner's own copies: `work/`, filled from `labs/` and `data/`, never written over, reset lab by lab.

What the learner passed and predicted stands beside them, in `work/progress.json`. The notebooks of the
fast path are in `work/fast/`, made from `labs/` when the learner asks for them.

`work/.delivered.json` keeps the SHA-256 of each file as it was copied. A copy that still has that hash was
never touched, so a newer delivery may replace it; any other difference is the learner's work.
"""

import hashlib
import itertools
import json
import shlex
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from pathlib import Path

from lablib.teaching.checks import progress
from lablib.teaching.checks.file_lock import locked
from lablib.teaching.checks.progress import Progress, lab_of
from lablib.teaching.course import read_lab
from lablib.teaching.notebooks.fast import FOLDER, fast_text

RECORD_REMEDY = "Delete that file, then: lablib start. Your labs stay."


class WorkspaceError(Exception):
    """Something about the learner's files stands in the way; the text says what and the remedy."""


class State(StrEnum):
    """What became of one delivered file in `work/`."""

    MISSING = "missing"
    UNTOUCHED = "untouched"
    OUTDATED = "outdated"
    """Untouched, and a newer one is here."""
    CHANGED = "changed"
    EDITED_AND_OUTDATED = "edited, newer here"
    """The learner's, and the delivery that it began as has been replaced."""


EDITED = {State.CHANGED, State.EDITED_AND_OUTDATED}
"""States of what is the learner's own work by now."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The learner's copy of a lab; the lab's number ("02") and name ("02_silent_batch_loss") with it."""

    number: str
    name: str
    path: Path
    state: State


@dataclass(frozen=True, slots=True)
class Reset:
    """What a reset restored, and where it put what the learner had: None where there was nothing."""

    name: str
    version: Path | None
    progress: Path | None
    fast: Path | None = None
    """The learner's notebook of the fast path."""


class Workspace:
    """The folders of one clone: `labs/` and `data/` as delivered, `work/` the learner's.

    In a classroom many share a clone, and `work` is a folder of the learner's own.
    """

    def __init__(self, root: Path, work: Path | None = None) -> None:
        self.root = root
        self.work = work or root / "work"
        self.progress = self.work / progress.FILE
        self._record = self.work / progress.DELIVERED

    def labs(self) -> list[Copy]:
        """Return the labs in the order of their numbers. Raises `WorkspaceError` when there are none."""
        hashes = self._hashes()
        found = [
            Copy(
                source.stem.split("_")[0],
                source.stem,
                copy,
                _state(_sha256(source.read_bytes()), copy, hashes.get(name)),
            )
            for name, source, copy in self._notebooks()
        ]
        if not found:
            raise WorkspaceError(f"{self.root / 'labs'} has no notebooks. Build them: lablib build")
        return found

    def removed(self) -> list[str]:
        """The notebooks that were delivered once, are still in `work/`, and that the course has no more."""
        here = {each for name, _, _ in self._notebooks() for each in (name, f"{FOLDER}/{name}")}
        known = (name for name in sorted(self._hashes()) if name.endswith(".ipynb") and name not in here)
        return [name for name in known if (self.work / name).exists()]

    def difference(self, lab: Copy) -> str:
        """The command that shows how the learner's copy differs from the delivered lab."""
        files = lab.path, self.root / "labs" / lab.path.name
        return shlex.join(["git", "diff", "--no-index", *map(str, files)])

    def fill(self) -> list[str]:
        """Copy what is missing or untouched and outdated into `work/`; return the names that were copied."""
        hashes = self._hashes()
        copied = []
        for name, source, copy in itertools.chain(self._notebooks(), self._data()):
            state = _state(_sha256(source.read_bytes()), copy, hashes.get(name))
            if state in {State.MISSING, State.OUTDATED}:
                self._deliver(name, source, copy)
                copied.append(name)
            elif state is State.UNTOUCHED and name not in hashes:
                # The copy was interrupted before it was recorded, or the record was deleted.
                self._remember(name, _sha256(copy.read_bytes()))
        return copied

    def fill_fast(self) -> list[str]:
        """Make the notebooks of the fast path in `work/fast/`, as `fill` copies; return what is new.

        Raises `CourseError` and `NotebookError` for a lab whose files are broken.
        """
        made = []
        for name, _, _ in self._notebooks():
            if self._fast_state(name) in {State.MISSING, State.OUTDATED}:
                self._deliver_fast(name)
                made.append(f"{FOLDER}/{name}")
        return made

    def find(self, which: str) -> Copy:
        """Return one lab by number or name ("2", "02", "02_silent_batch_loss"). Raises `WorkspaceError`."""
        wanted = which.removesuffix(".ipynb")
        labs = self.labs()
        for lab in labs:
            if wanted == lab.name or wanted.zfill(2) == lab.number:
                return lab
        raise WorkspaceError(f"There is no lab {which}. The labs are: {', '.join(lab.name for lab in labs)}.")

    def reset(self, which: str) -> Reset:
        """Restore one lab, by number or name, and begin its progress anew; keep what the learner had.

        That goes to `work/backups/<lab>.<n>.ipynb` and `.progress.json`, with the first n that is free.
        Raises `WorkspaceError` for a lab that does not exist.
        """
        lab = self.find(which)
        self.work.mkdir(exist_ok=True)
        with locked(self.progress):
            return self._reset(lab)

    def _reset(self, lab: Copy) -> Reset:
        before = progress.load(self.progress)
        made = before.only(lambda id_: lab_of(id_) == lab.number)
        changed, begun = lab.state in EDITED, made != Progress()
        fast_changed = self._fast_state(lab.path.name) in EDITED
        backup = self._backup(lab.name) if changed or begun or fast_changed else lab.path
        version, part = backup.with_suffix(".ipynb"), backup.with_suffix(f".{progress.FILE}")
        fast = backup.with_suffix(f".{FOLDER}.ipynb")
        if begun:
            progress.save(made, part)
        if changed:
            version.write_bytes(lab.path.read_bytes())
        if fast_changed:
            fast.write_bytes((self.work / FOLDER / lab.path.name).read_bytes())
            self._deliver_fast(lab.path.name)
        if lab.state is not State.UNTOUCHED:
            self._deliver(lab.path.name, self.root / "labs" / lab.path.name, lab.path)
        # Last: a reset that is interrupted loses nothing.
        others = before.only(lambda id_: lab_of(id_) != lab.number)
        others.path, others.exams = before.path, before.exams
        others.resets = before.resets | {lab.number: before.resets.get(lab.number, 0) + 1}
        progress.save(others, self.progress)
        kept = (version if changed else None, part if begun else None, fast if fast_changed else None)
        return Reset(lab.name, *kept)

    def _fast_state(self, name: str) -> State:
        copy = self.work / FOLDER / name
        if not copy.exists():
            return State.MISSING
        return _state(_sha256(self._fast_text(name)), copy, self._hashes().get(f"{FOLDER}/{name}"))

    def _deliver_fast(self, name: str) -> None:
        write = partial(Path.write_bytes, data=self._fast_text(name))
        self._put(f"{FOLDER}/{name}", self.work / FOLDER / name, write)

    def _fast_text(self, name: str) -> bytes:
        source = self.root / "labs" / name
        return fast_text(read_lab(self.root / "course" / source.stem), source).encode()

    def _backup(self, lab: str) -> Path:
        """`work/backups/<lab>.<n>.ipynb` with the first n under which nothing is kept yet."""
        folder = self.work / "backups"
        folder.mkdir(exist_ok=True)
        n = next(n for n in itertools.count(1) if not any(folder.glob(f"{lab}.{n}.*")))
        return folder / f"{lab}.{n}.ipynb"

    def _notebooks(self) -> Iterator[tuple[str, Path, Path]]:
        """Yield (name in `work/`, delivered file, the learner's copy) for each lab."""
        for source in sorted((self.root / "labs").glob("*.ipynb")):
            yield source.name, source, self.work / source.name

    def _data(self) -> Iterator[tuple[str, Path, Path]]:
        for source in sorted((self.root / "data").rglob("*")):
            if source.is_file():
                name = source.relative_to(self.root).as_posix()
                yield name, source, self.work / name

    def _deliver(self, name: str, source: Path, copy: Path) -> None:
        self._put(name, copy, lambda part: shutil.copyfile(source, part))

    def _put(self, name: str, copy: Path, write: Callable[[Path], object]) -> None:
        copy.parent.mkdir(parents=True, exist_ok=True)
        target = copy.resolve()  # a link stays one
        part = target.with_name(f".{target.name}.part")
        write(part)
        part.replace(target)  # an interrupted copy leaves no half a notebook
        self._remember(name, _sha256(copy.read_bytes()))

    def _hashes(self) -> dict[str, str]:
        if not self._record.exists():
            return {}
        try:
            hashes = json.loads(self._record.read_text("utf-8"))
        except ValueError as error:
            raise WorkspaceError(f"{self._record} is not JSON ({error}). {RECORD_REMEDY}") from error
        if not isinstance(hashes, dict):
            raise WorkspaceError(f"{self._record} has no table of files. {RECORD_REMEDY}")
        return hashes

    def _remember(self, name: str, sha256: str) -> None:
        record = self._record.resolve()  # a link stays one
        part = record.with_suffix(".part")
        part.write_text(json.dumps(self._hashes() | {name: sha256}, indent=1, sort_keys=True) + "\n", "utf-8")
        part.replace(record)


def _state(here: str, copy: Path, delivered: str | None) -> State:
    """`here` is the hash of what would be delivered now, `delivered` that of what was."""
    if not copy.exists():
        return State.MISSING
    now = _sha256(copy.read_bytes())
    if now == here:
        return State.UNTOUCHED
    if now == delivered:
        return State.OUTDATED
    return State.CHANGED if delivered in {None, here} else State.EDITED_AND_OUTDATED


def _sha256(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
