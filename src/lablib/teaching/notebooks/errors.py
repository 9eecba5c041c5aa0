"""What can be wrong with a lab's source or its run. Every message names the lab, the place and the remedy."""


class NotebookError(Exception):
    """A lab cannot be found, built or run."""


class LessonError(NotebookError):
    """The source of a lab breaks rules of the course; all that were found are told at once."""

    def __init__(self, lab: str, problems: list[str]) -> None:
        self.lab = lab
        self.problems = problems
        super().__init__(
            "\n".join([f"{lab}: its source breaks the rules of the course", *map("  - {}".format, problems)])
        )


class CellFailed(NotebookError):
    """A cell raised, ran too long, or took its kernel down."""

    def __init__(self, lab: str, cell: str, what: str, details: str) -> None:
        self.lab = lab
        self.cell = cell
        super().__init__(f"{lab}: cell {cell!r} failed, none after it ran: {what}\n{details}".rstrip())


class UnstableOutput(NotebookError):
    """A cell shows something that is different at every run, so no stored output can ever match it."""

    def __init__(self, lab: str, cell: str, what: str, remedy: str) -> None:
        self.lab = lab
        self.cell = cell
        super().__init__(f"{lab}: cell {cell!r} shows {what}; {remedy}")
