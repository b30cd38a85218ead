"""A table of cases as one test: all of them are run, and every one that fails is listed."""

from __future__ import annotations

import functools
import inspect
import traceback
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest

Test = Callable[..., None]
Names = Callable[[Any], Any] | Iterable[Any] | None


def for_each(names: str | Iterable[str], table: Iterable[Any], ids: Names = None) -> Callable[[Test], Test]:
    """Run a test once for every case of a table, all in one, as `pytest.mark.parametrize` would in many.

    *names* are the arguments that a case gives, with commas between them. The test's other arguments are
    fixtures; all cases share them, so they must be such that no case notices another. *ids* are the words for
    the cases, or what makes them of a value. For a few cases that each open the program `parametrize` is
    right: they can run beside each other.
    """
    arguments = [name.strip() for name in (names.split(",") if isinstance(names, str) else names)]
    cases = [(case,) if len(arguments) == 1 else tuple(case) for case in table]
    told = None if ids is None or callable(ids) else [str(id) for id in ids]

    def name_of(at: int) -> str:
        if told is not None:
            return told[at]
        make = ids if callable(ids) else _short
        return ", ".join(f"{name}={make(value)}" for name, value in zip(arguments, cases[at], strict=True))

    def decorate(test: Test) -> Test:
        assert not inspect.iscoroutinefunction(test)

        def whole(**fixtures: Any) -> None:
            __tracebackhide__ = True
            failed: list[tuple[str, BaseException]] = []
            for at, case in enumerate(cases):
                try:
                    test(**dict(zip(arguments, case, strict=True)), **fixtures)
                except (Exception, pytest.fail.Exception) as fault:
                    failed.append((name_of(at), fault))
            assert cases, "the table is empty"
            if failed:
                listed = "\n\n".join(f"{name}\n{_told(fault)}" for name, fault in failed)
                heading = f"{len(failed)} of {len(cases)} cases failed"
                raise AssertionError(f"{heading}\n\n{listed}") from failed[0][1]

        functools.update_wrapper(whole, test)
        del whole.__wrapped__  # type: ignore[attr-defined]  # or the table's arguments are taken for fixtures
        kept = [each for name, each in inspect.signature(test).parameters.items() if name not in arguments]
        whole.__signature__ = inspect.Signature(kept)  # type: ignore[attr-defined]
        return whole

    return decorate


def _short(value: Any) -> str:
    said = getattr(value, "__name__", None) or repr(value)
    return said if len(said) <= 100 else f"{said[:100]}…"


def _told(fault: BaseException) -> str:
    """Where a case failed, and why."""
    frames = traceback.extract_tb(fault.__traceback__)
    last = next((each for each in reversed(frames) if "tests" in Path(each.filename).parts), frames[-1])
    why = "".join(traceback.format_exception_only(fault)).rstrip()
    return f"  {last.filename}:{last.lineno}: {last.line}\n  " + why.replace("\n", "\n  ")
