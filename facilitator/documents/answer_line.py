"""What "You said, we did" would say of an idea, were an answer given: the line of the paper itself."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.documents.papers.you_said import line_of
from facilitator.documents.parts.reading import Reading
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.model import audience
from facilitator.model.action import Action
from facilitator.model.idea import ImprovementIdea
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.release import for_audience


class AnswerLine:
    """The line of an idea in its team's paper, made anew for each answer that is thought of."""

    def __init__(
        self, folder: ProgrammeFolder, file: SessionFile, idea: ImprovementIdea, words: Words
    ) -> None:
        team = idea.team or file.session.teams[0]
        released = for_audience(folder, audience.partners(team), [file], preview=True)
        self._reading = Reading(released, released.sessions[0], words)
        self._idea = idea

    def after(self, records: Sequence[Action | ImprovementIdea]) -> str:
        """Return the line with *records* as they would stand: what was done, and where it stands.

        "" where the readers of the paper may not see the idea.
        """
        seen = self._reading.records.as_seen
        changed = {each.id: each for each in records}
        now = changed.get(self._idea.id, self._idea)
        idea = seen(now) if isinstance(now, ImprovementIdea) else None
        if idea is None:
            return ""
        known = {each.id: each for each in self._reading.actions}
        known |= {each.id: each for each in map(seen, changed.values()) if isinstance(each, Action)}
        serving = [each for each in known.values() if idea.id in each.ideas]
        return _in_words(line_of(idea, serving, self._reading))


def _in_words(line: View) -> str:
    stands = line["stands"]
    status = " ".join(filter(None, (stands["before"], stands["word"], stands["text"])))
    return f"{status}: {' '.join(line['did'])}"
