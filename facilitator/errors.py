"""Every error a person can meet, and how it is told.

    FacilitatorError          something happened that a person should hear about (exit code 1)
    ├── BadInput              what was typed cannot be used; nothing was changed (exit code 2)
    │   ├── NotFound          no record of that name or short id
    │   └── Ambiguous         more than one record fits
    ├── RuleBroken            a rule of the field forbids it; nothing was changed (exit code 2)
    ├── ChangedMeanwhile      it is not as it was when it was read; nothing was changed (exit code 2)
    ├── NotReleased           the words may not leave the facilitators yet (exit code 2)
    ├── NotSaved              the disk refused; nothing that was saved before is lost
    ├── InUse                 another program has the file open for changes
    ├── Cancelled             somebody ended what was being done before it was finished
    └── Damaged               a file cannot be read as what it claims to be
        └── NewerFile         a file was written by a newer program; it is opened read-only

Each carries a *title* (a few words), *happened* (one sentence) and *todo* (one sentence).
The command line prints the two sentences, the interface shows all three; the words are the same.
"""

from __future__ import annotations


class FacilitatorError(Exception):
    """An error with words for a person: *title*, what *happened*, what *todo*."""

    title = "Something went wrong"
    exit_code = 1

    def __init__(self, happened: str, todo: str = "", *, title: str | None = None) -> None:
        super().__init__(happened)
        self.happened = happened
        self.todo = todo
        if title is not None:
            self.title = title

    def __str__(self) -> str:
        return f"{self.happened} {self.todo}".strip()


class BadInput(FacilitatorError):
    """What was typed cannot be used. Nothing was changed."""

    title = "That cannot be used"
    exit_code = 2


class NotFound(BadInput):
    """No record goes by that name or short id."""

    title = "Not found"


class Ambiguous(BadInput):
    """More than one record fits what was typed; the sentence lists them."""

    title = "More than one fits"


class RuleBroken(FacilitatorError, ValueError):
    """A rule of the field forbids it (docs/field.md, "Records" and "Privacy and trust"). Nothing was changed.

    Also a `ValueError`, so that msgspec reports it with the path of the record when a file is read. `field`
    names the field of the record it is about, "" for none in particular: a form tells it there.
    """

    title = "That is not allowed"
    exit_code = 2

    def __init__(self, happened: str, todo: str = "", *, title: str | None = None, field: str = "") -> None:
        super().__init__(happened, todo, title=title)
        self.field = field


class HeldBack(RuleBroken):
    """A line is about what is not for the notes: it is stored only once somebody confirms it."""

    title = "This is not one for the notes"


class ChangedMeanwhile(FacilitatorError):
    """It is not as it was when it was read: another window changed it. Nothing was saved over that."""

    title = "Changed meanwhile"
    exit_code = 2

    def __init__(
        self,
        happened: str = "This was changed meanwhile, perhaps in another window; nothing was saved.",
        todo: str = "Look at it as it is now, then change it again.",
    ) -> None:
        super().__init__(happened, todo)


class NotReleased(FacilitatorError):
    """The words may not leave the facilitators yet (docs/field.md, "Sessions")."""

    title = "Not reviewed yet"
    exit_code = 2


class NotSaved(FacilitatorError):
    """The disk refused a change. What was saved before is safe."""

    title = "Not saved"


class InUse(FacilitatorError):
    """Another program has the file open for changes. It can be read meanwhile."""

    title = "Open elsewhere"


class Cancelled(FacilitatorError):
    """Somebody ended what was being done before it was finished."""

    title = "Ended"

    def __init__(
        self,
        happened: str = "It was ended before it was finished.",
        todo: str = "Do it again when there is time; what was done so far is not lost.",
    ) -> None:
        super().__init__(happened, todo)


class Damaged(FacilitatorError):
    """A file cannot be read as what it claims to be. It is left as it is."""

    title = "This file cannot be read"


class NewerFile(Damaged):
    """A file was written by a newer version of the program. It is opened read-only."""

    title = "From a newer version"
