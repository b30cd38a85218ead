"""The power is cut everywhere; and without any one of the precautions, that would show."""

from typing import ClassVar

from facilitator.store.journal import lines
from facilitator.store.journal.disk import Disk
from facilitator.store.journal.journal_file import JournalFile
from tests.store.memory_disk import JOURNAL, PATH, MemoryDisk
from tests.store.power_cut import Tally, compact, contents, fault, go_on, insert, kind_of, live, opened, run
from tests.tables import for_each


class Noting(MemoryDisk):
    """A disk that notes each sync by what was done to it just before, also once the power was cut."""

    seen: ClassVar[set[tuple]] = set()

    def sync(self, handle):
        self.seen.add(("sync", self.handles[handle][0], self.last))
        super().sync(handle)

    def sync_folder(self, folder):
        self.seen.add(("sync_folder", "", self.last))
        super().sync_folder(folder)


def test_no_power_cut_loses_anything():
    """Nor is a sync made that the list below has forgotten."""
    Noting.seen.clear()
    tally = run(Noting(links=False))
    assert tally.images > 2000
    assert tally.bad == []
    assert Noting.seen
    assert {each for each in Noting.seen if each[1] != "x.json.bad"} - set(SYNCS.values()) == set()


def test_nor_does_one_where_a_file_can_have_two_names():
    """What the next program finds there is no other than what is gone on from above."""
    moments, above = live(MemoryDisk()).moments, live(MemoryDisk(links=False)).moments
    assert {kind_of(disk) for disk, *_ in moments} <= {kind_of(disk) for disk, *_ in above}
    tally = Tally()
    tally.look(moments, stop=False)
    assert tally.images > 500
    assert tally.bad == []


# Without any one sync -----------------------------------------------------------------------------

SYNCS = {
    "a line": ("sync", JOURNAL, ("write", JOURNAL)),
    "the emptied journal": ("sync", JOURNAL, ("truncate", JOURNAL)),
    "a journal found empty": ("sync", JOURNAL, None),
    "the new snapshot": ("sync", "x.json.tmp", ("write", "x.json.tmp")),
    "the new checksum": ("sync", "x.json.sum.tmp", ("write", "x.json.sum.tmp")),
    "a copy of the previous snapshot": ("sync", "x.json.previous.tmp", ("write", "x.json.previous.tmp")),
    "the name of the journal": ("sync_folder", "", ("sync", JOURNAL)),
    "the name of a journal made before": ("sync_folder", "", ("make", JOURNAL)),
    "the name of the checksum": ("sync_folder", "", ("replace", "x.json.sum")),
    "the name of the snapshot": ("sync_folder", "", ("replace", "x.json")),
}
"""Each sync the store makes, by what was done to the disk just before."""


class Without(MemoryDisk):
    """A disk on which one kind of sync does nothing."""

    def __init__(self, files=(), *, left_out, links=True):
        super().__init__(files, links=links)
        self.left_out = left_out

    def sync(self, handle):
        if ("sync", self.handles[handle][0], self.last) != self.left_out:
            super().sync(handle)

    def sync_folder(self, folder):
        if ("sync_folder", "", self.last) != self.left_out:
            super().sync_folder(folder)


@for_each("name", SYNCS)
def test_each_sync_is_needed(name):
    assert run(Without(left_out=SYNCS[name], links=False), stop=True).bad


# Without any other precaution ---------------------------------------------------------------------


def test_the_checksum_is_needed(monkeypatch):
    monkeypatch.setattr(lines, "unseal", lambda line: line[9:])
    assert run(MemoryDisk(), stop=True).bad


def test_cutting_the_tail_is_needed(monkeypatch):
    def not_cut(journal, handle):
        journal._on_disk = journal.length

    monkeypatch.setattr(JournalFile, "_roll_back", not_cut)
    monkeypatch.setattr(JournalFile, "require_ours", lambda journal: None)
    assert run(MemoryDisk(), stop=True).bad


# Damage that is put aside -------------------------------------------------------------------------


def damaged_inside():
    disk = MemoryDisk()
    db = opened(disk)
    for _ in range(3):
        insert(db)
    image = {name: inode.seen for name, inode in disk.names.items()}
    first, second, third = image[JOURNAL].splitlines(keepends=True)
    image[JOURNAL] = first + second.replace(b"note", b"n0te") + third
    return image, second.replace(b"note", b"n0te").rstrip()


def missing(disk, piece):
    """Count the images of a going on that have the damaged piece nowhere."""
    held = contents(opened(disk))
    moments = go_on(disk, [held]).moments
    images = [image for moment, *_ in moments for image in moment.images()]
    assert images
    return sum(not any(piece in content for content in image.values()) for image in images)


def test_a_damaged_line_is_kept_whatever_happens():
    image, piece = damaged_inside()
    assert missing(MemoryDisk(image), piece) == 0
    assert "1 damaged" in opened(MemoryDisk(image)).storage.report[0]


def test_syncing_what_is_put_aside_is_needed():
    image, piece = damaged_inside()
    left_out = ("sync", "x.json.bad", ("write", "x.json.bad"))
    assert missing(Without(image, left_out=left_out), piece) > 0


def test_a_torn_line_is_kept_aside():
    image, _ = damaged_inside()
    image[JOURNAL] = image[JOURNAL].splitlines(keepends=True)[0] + b"12345678 [[torn"
    disk = MemoryDisk(image)
    db = opened(disk)
    insert(db)
    assert disk.read(PATH.with_name("x.json.bad")) == b"12345678 [[torn\n"
    assert fault({name: inode.seen for name, inode in disk.names.items()}, [contents(db)]) is None


def test_what_was_put_aside_is_gone_for_good_with_the_rest():
    image, piece = damaged_inside()
    disk = MemoryDisk(image)
    db = opened(disk)
    compact(db)
    assert disk.read(PATH.with_name("x.json.bad")) == piece + b"\n"
    with db.storage.batch(trace=False):
        db.table("notes").update({"text": "taken out"})
    assert not any(piece in content for image in disk.images() for content in image.values())


def test_the_memory_disk_has_every_call():
    made = {name for name in vars(Disk) if not name.startswith("_")}
    assert made <= set(vars(MemoryDisk))
