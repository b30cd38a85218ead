"""What comes late comes to nothing: for a part of the screen that has left, or a program that ends."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from textual import events
from textual.message import Message
from textual.message_pump import MessagePump

if TYPE_CHECKING:
    from facilitator.ui.program import Program


class Late(MessagePump):
    """A screen, or a part of one, that knows its program: name it before Textual's class. Every class has it.

    A call that was put off (after a refresh, next, later, by a timer), and a message that comes when it has
    left or is about to, or when the program ends, would look for parts that are not there any more. Such a
    call is not made, and only Textual's own handlers and `on_unmount` see such a message.
    """

    @property
    def program(self) -> Program:
        """The running program, as what a screen may ask of it."""
        return cast("Program", self.app)

    @property
    def is_here(self) -> bool:
        """Whether it is on the screen and stays there."""
        leaves = self._closing or self._closed or getattr(self, "_pruning", False)
        return not (leaves or self.app._exit or self.app._closing)

    def call_after_refresh(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call it once the screen is drawn, if this is still here."""
        return super().call_after_refresh(self._call, callback, *args, **kwargs)

    def call_later(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> bool:
        """Call it after the messages that wait, if this is still here."""
        return super().call_later(self._call, callback, *args, **kwargs)

    def call_next(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> None:
        """Call it after this message, if this is still here; timers come this way too."""
        super().call_next(self._call, callback, *args, **kwargs)

    def _call(self, callback: Callable[..., Any], *args: Any, **kwargs: Any) -> Any:
        return callback(*args, **kwargs) if self.is_here or not _is_ours(callback) else None

    def _get_dispatch_methods(
        self, method_name: str, message: Message
    ) -> Iterable[tuple[type, Callable[[Message], Awaitable[Any]]]]:
        handlers = super()._get_dispatch_methods(method_name, message)
        if self.is_here or isinstance(message, events.Unmount):
            return handlers
        return (each for each in handlers if not each[0].__module__.startswith(_OURS))


_OURS = "facilitator."


def _is_ours(callback: Callable[..., Any]) -> bool:
    """Tell whether it is a function of this program; Textual itself looks whether something is there."""
    while isinstance(callback, partial):
        callback = callback.func
    return (getattr(callback, "__module__", None) or "").startswith(_OURS)
