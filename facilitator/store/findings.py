"""Findings about the files of a store: one sentence each, with a type for what it is about."""

from __future__ import annotations


class Finding(str):
    """A sentence on what was found in the files of a store; *heading* says in a few words what kind it is."""

    __slots__ = ()
    heading = "Found in the file"


class FromOutside(Finding):
    """Something that is no part of this program changed the files, such as folder sync or another program."""

    __slots__ = ()
    heading = "Changed from outside"
