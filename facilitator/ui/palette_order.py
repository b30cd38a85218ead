"""What the palette puts first: the place or part called as was typed, before words that only hold it."""

from __future__ import annotations

from textual.command import Hit, Hits
from textual.system_commands import SystemCommandsProvider

_GO_TO = ("Go to the ", "Go to ")
_EXACT, _BEGUN = 3.0, 2.0


def weight(title: str, typed: str) -> float:
    """Return by how much a command counts more: most where it goes to what is called as was typed."""
    going = next((each for each in _GO_TO if title.startswith(each)), "")
    name = title.removeprefix(going).partition(":")[0].casefold()
    wanted = " ".join(typed.split()).casefold()
    if not wanted or not going:
        return 1.0
    return _EXACT if name == wanted else _BEGUN if name.startswith(wanted) else 1.0


class CommandsInOrder(SystemCommandsProvider):
    """The commands that work here, those for a place of that name first."""

    async def search(self, query: str) -> Hits:
        """Yield the commands that fit what was typed."""
        matcher = self.matcher(query)
        for title, help, callback, *_ in self.app.get_system_commands(self.screen):
            if (score := matcher.match(title)) > 0:
                yield Hit(score * weight(title, query), matcher.highlight(title), callback, help=help)
