"""Looking at the files of a store without touching them."""

import json
import shutil
import tempfile
from pathlib import Path

import tinydb

from facilitator.store.journal.files import Files
from facilitator.store.journal.journal import open_tinydb


def at_rest(path: Path) -> dict | None:
    """Return what stock TinyDB reads once the program is gone and another has opened and closed the file.

    That happens to a copy: documents by table and number. None where there is no file.
    """
    with tempfile.TemporaryDirectory() as folder:
        copy = copied(path, Path(folder))
        if not copy.exists():
            return None
        open_tinydb(copy).close()
        journal = Files(copy).journal
        assert not journal.exists() or not journal.read_bytes()
        with tinydb.TinyDB(copy, access_mode="r", encoding="utf-8") as stock:
            return {
                name: {document.doc_id: dict(document) for document in stock.table(name).all()}
                for name in stock.tables()
            }


def copied(path: Path, folder: Path) -> Path:
    """Copy all files of a store as they are, even open, as a sudden end of the program leaves them."""
    for file in path.parent.glob(f"{path.name}*"):
        shutil.copy(file, folder)
    return folder / path.name


def names(folder: Path) -> set[str]:
    """Return the names of all that lies in a folder."""
    return {each.name for each in folder.iterdir()}


def files_with(words: str, folder: Path) -> list[str]:
    """Return the names of all files beneath a folder in which the words stand, also as JSON escapes them."""
    spelt = {words.encode(), *(json.dumps(words, ensure_ascii=each)[1:-1].encode() for each in (True, False))}
    return sorted(
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(each in path.read_bytes() for each in spelt)
    )
