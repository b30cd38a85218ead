"""What a team would read of its idea, were an answer given: the line of "You said, we did" itself."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.documents.parts.reading import Reading
from facilitator.documents.parts.said_lines import line_of
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.model import audience
from facilitator.model.action import Action
from facilitator.model.audience import Audience
from facilitator.model.idea import ImprovementIdea
from facilitator.workspace.folder.programme_folder import ProgrammeFolder
from facilitator.workspace.folder.session_files import SessionFile
from facilitator.workspace.release.release import for_audience


class AnswerLine:
    """The line of an idea in its team's papers, made anew for each answer that is thought of."""

    def __init__(
        self, folder: ProgrammeFolder, file: SessionFile, idea: ImprovementIdea, words: Words
    ) -> None:
        team = idea.team or file.session.teams[0]

        def seen_by(readers: Audience) -> Reading:
            released = for_audience(folder, readers, [file], preview=True)
            return Reading(released, released.sessions[0], words)

        self._with_others = seen_by(audience.partners(team))
        self._team_alone = seen_by(audience.team(team))
        self._idea = idea

    def after(self, records: Sequence[Action | ImprovementIdea]) -> tuple[str, bool]:
        """Return the line with *records* as they would stand, and whether "You said, we did" says it.

        What that leaves out, because others read it, the team reads in its action plan. "" where the team
        may not see the idea.
        """
        said = self._line(records, self._with_others)
        return (said, True) if said else (self._line(records, self._team_alone), False)

    def _line(self, records: Sequence[Action | ImprovementIdea], reading: Reading) -> str:
        seen = reading.records.as_seen
        changed = {each.id: each for each in records}
        now = changed.get(self._idea.id, self._idea)
        idea = seen(now) if isinstance(now, ImprovementIdea) else None
        if idea is None:
            return ""
        known = {each.id: each for each in reading.actions}
        known |= {each.id: each for each in map(seen, changed.values()) if isinstance(each, Action)}
        serving = [each for each in known.values() if idea.id in each.ideas]
        return _in_words(line_of(idea, serving, reading))


def _in_words(line: View) -> str:
    stands = line["stands"]
    status = " ".join(filter(None, (stands["before"], stands["word"], stands["text"])))
    return f"{status}: {' '.join(line['did'])}"
