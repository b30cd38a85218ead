"""A disk in memory that knows what a power cut may leave of it.

A write, a truncation or a name that was not synced may be on the medium, wholly, in part, or not at
all, whatever order they were made in: a file system may write its data after the length, a later block
before an earlier one, and names in any order. What was synced is there.
"""

import copy
import itertools
from pathlib import Path

from facilitator.store.journal.disk import Disk

NAME_CHOICES = 4
"""Of so many unsynced names every choice is tried; of more, only those that leave out the last or one."""


class Inode:
    """The bytes of one file: as a program sees them, as they surely are, and what lies between."""

    def __init__(self):
        self.seen = b""
        self.sure = b""
        self.waiting = []

    def write(self, data):
        self.waiting.append((len(self.seen), data))
        self.seen += data

    def cut(self, length):
        self.waiting.append((length, None))
        self.seen = self.seen[:length].ljust(length, b"\0")

    def sync(self):
        self.sure, self.waiting = self.seen, []

    def images(self):
        """Every content that may survive."""
        found = {self.sure}
        for end in range(1, len(self.waiting) + 1):
            *before, last = self.waiting[:end]
            for kept in (before, *([*before[:each], *before[each + 1 :]] for each in range(len(before)))):
                for torn in _torn(*last):
                    found.add(_done(self.sure, [*kept, *torn]))
        return found


def _torn(at, data):
    """The ways one write may survive: not, a part of it, its length without its bytes, its end alone."""
    if data is None:
        return [[], [(at, None)]]
    half, size = len(data) // 2, len(data)
    ways = [[], [(at, data)]]
    ways += [[(at, data[:part])] for part in (1, half, size - 1) if 0 < part < size]
    ways += [[(at, bytes(size))], [(at, bytes(half) + data[half:])], [(at, data[:half] + bytes(size - half))]]
    return ways


def _done(content, operations):
    for at, data in operations:
        if data is None:
            content = content[:at].ljust(at, b"\0")
        else:
            content = content.ljust(at, b"\0")
            content = content[:at] + data + content[at + len(data) :]
    return content


class MemoryDisk(Disk):
    """The calls of `Disk`, on files in memory. *after* is called after each that changes something,
    *last* is what was called last."""

    def __init__(self, files=(), *, links=True):
        self.links = links
        self.names = {}
        for name, content in dict(files).items():
            self.names[name] = inode = Inode()
            inode.write(content)
            inode.sync()
        self.sure = dict(self.names)
        self.waiting = []
        self.handles = {}
        self.last = None
        self.after = lambda what, name: None

    def _changed(self, what, name):
        self.last = what, name
        self.after(what, name)

    def _name(self, operation, *names):
        """Do something to the names, for programs to see; the medium learns of it by `sync_folder`."""
        self.waiting.append((operation, *names))
        _rename(self.names, operation, *names)
        self._changed(operation, names[-1])

    # What the store calls

    def read(self, path):
        inode = self.names.get(path.name)
        return None if inode is None else inode.seen

    def read_from(self, path, start):
        content = self.read(path) or b""
        return content[:256], content[start:]

    def stamp(self, path):
        inode = self.names.get(path.name)
        return None if inode is None else (id(inode), len(inode.seen), hash(inode.seen))

    def permissions(self, path):
        return 0o600

    def open(self, path, mode=0o666):
        if path.name not in self.names:
            self._name("make", Inode(), path.name)
        handle = len(self.handles) + 1
        self.handles[handle] = path.name, self.names[path.name]
        return handle

    def write(self, handle, data):
        self.handles[handle][1].write(data)
        self._changed("write", self.handles[handle][0])

    def sync(self, handle):
        self.handles[handle][1].sync()
        self._changed("sync", self.handles[handle][0])

    def truncate(self, handle, length):
        self.handles[handle][1].cut(length)
        self._changed("truncate", self.handles[handle][0])

    def size(self, handle):
        inode = self.handles[handle][1]
        return len(inode.seen) if inode in self.names.values() else -1

    def close(self, handle):
        pass

    def replace(self, source, target):
        self._name("replace", self.names[source.name], source.name, target.name)

    def link(self, source, target):
        if not self.links:
            raise PermissionError(1, "not on this file system")
        self._name("make", self.names[source.name], target.name)

    def unlink(self, path):
        if path.name in self.names:
            self._name("unlink", path.name)

    def sync_folder(self, folder):
        self.sure, self.waiting = dict(self.names), []
        self._changed("sync_folder", "")

    # What happens to it

    def seen(self):
        """Every file as programs see it, as bytes by name."""
        return {name: inode.seen for name, inode in self.names.items()}

    def killed(self):
        """The disk as the next program finds it when the one before was killed."""
        twin = copy.deepcopy(self, {id(self.after): None})
        twin.handles, twin.last, twin.after = {}, None, lambda what, name: None
        return twin

    def images(self):
        """Every set of files a power cut may leave, as bytes by name."""
        for kept in _choices(self.waiting):
            names = dict(self.sure)
            for operation in kept:
                _rename(names, *operation)
            inodes = list(dict.fromkeys(names.values()))
            for contents in itertools.product(*(sorted(inode.images()) for inode in inodes)):
                content = dict(zip(inodes, contents, strict=True))
                yield {name: content[inode] for name, inode in names.items()}


def _choices(waiting):
    """Which of the unsynced names survive."""
    if len(waiting) <= NAME_CHOICES:
        for bits in itertools.product((False, True), repeat=len(waiting)):
            yield [each for each, kept in zip(waiting, bits, strict=True) if kept]
        return
    for end in range(len(waiting) + 1):
        yield waiting[:end]
    for out in range(len(waiting)):
        yield waiting[:out] + waiting[out + 1 :]


def _rename(names, operation, *of):
    if operation == "make":
        names[of[1]] = of[0]
    elif operation == "unlink":
        names.pop(of[0], None)
    else:
        names[of[2]] = of[0]
        names.pop(of[1], None)


PATH = Path("/nowhere/x.json")
"""Where the store thinks its file is."""

JOURNAL = f"{PATH.name}.journal"


class Failing(MemoryDisk):
    """A disk where calls named in *fails* fail, after a part of the work."""

    fails = frozenset()

    def _fail(self, call):
        if call in self.fails:
            raise OSError(28, "No space left on device")

    def write(self, handle, data):
        if "write" in self.fails:
            super().write(handle, data[: len(data) // 2])
        self._fail("write")
        super().write(handle, data)

    def sync(self, handle):
        self._fail("sync")
        super().sync(handle)

    def truncate(self, handle, length):
        self._fail("truncate")
        super().truncate(handle, length)

    def replace(self, source, target):
        self._fail(f"replace {target.name}")
        super().replace(source, target)

    def sync_folder(self, folder):
        self._fail("sync_folder")
        super().sync_folder(folder)

    def open(self, path, mode=0o666):
        self._fail(f"open {path.name}")
        return super().open(path, mode)
