"""The rows of last time: an action with its verdict, the ideas by what was answered, the rungs of then."""

from __future__ import annotations

from textual.content import Content

from facilitator.insight.last_time import Agreed, Asked, Former, LastTime, Reply
from facilitator.language import words
from facilitator.live.session import LiveSession
from facilitator.model.action import OWED, ActionStatus, Commitment, CommitmentStatus
from facilitator.model.interaction import pain
from facilitator.model.ladder import Agreement
from facilitator.ui import safe
from facilitator.ui.widgets.rows import Row, line_row

_VERDICT = 12
_TEAM = 16

_SAID = {
    ActionStatus.DONE: ("✓ done", "good"),
    ActionStatus.BLOCKED: ("! blocked", "warn"),
    ActionStatus.DROPPED: ("– dropped", "muted"),
}


def action_rows(told: LastTime, live: LiveSession, *, tall: bool) -> list[Row]:
    """Return the actions: verdict, words, whose it is, its date; where *tall* with what is known of each."""
    beside = {each.action.id: (_whose(each, live), _due(each, live)) for each in told.agreed}
    widths = [max((len(part) for part in column), default=0) for column in zip(*beside.values(), strict=True)]
    return [_action_row(each, beside[each.action.id], widths, tall=tall) for each in told.agreed]


def _action_row(each: Agreed, beside: tuple[str, str], widths: list[int], *, tall: bool) -> Row:
    action, (team, due) = each.action, beside

    def draw(width: int) -> list[Content]:
        verdict = (
            ("·", "faint") if each.to_ask and not each.asked else _SAID.get(action.status, ("→ goes on", ""))
        )
        whose = safe.cell((team, "muted"), min(widths[0], _TEAM))
        right = safe.text(whose, "  ", safe.cell((due, "muted"), widths[1], right=True))
        left = safe.cell(verdict, _VERDICT)
        if not tall:
            return [safe.row(width - 1, safe.text(left, action.text), right)]
        begin, *rest = safe.wrap(action.text, width - 3 - _VERDICT - right.cell_length)
        known, pen = _known(each)
        below = [*rest, safe.text((known, pen))] if known or not rest else rest
        lines = [safe.cell(safe.text(" " * _VERDICT, line), width) for line in below]
        return [safe.row(width - 1, safe.text(left, begin), right), *lines, safe.NOTHING]

    return Row(action.id, draw)


def _due(each: Agreed, live: LiveSession) -> str:
    due = each.action.due_date
    return words.day(due, live.today, weekday=False) if due else ""


def _whose(each: Agreed, live: LiveSession) -> str:
    """Return who said yes to it; the team's name while nobody has."""
    owner = live.desk.people.get(each.action.owner or "")
    return owner.name if owner is not None else _team(each, live)


def _team(each: Agreed, live: LiveSession) -> str:
    team = live.desk.teams.get(each.action.team or "") or live.desk.teams.get(each.session.teams[0])
    return (team.short_name or team.name) if team is not None else ""


def _known(each: Agreed) -> tuple[str, str]:
    """Return what is known of an action, and its pen."""
    action = each.action
    if action.status is ActionStatus.PROPOSED:
        return "nobody said yes to it yet", "muted"
    if action.status is ActionStatus.BLOCKED:
        return f"waits for {action.blocked_by}", "warn" if each.asked else "muted"
    if action.status is ActionStatus.DROPPED:
        return action.reason, "muted"
    if action.status is ActionStatus.DONE:
        return "; ".join(filter(None, (action.evidence, *(gain.text for gain in action.benefits)))), "muted"
    return ("started" if action.status is ActionStatus.STARTED else ""), "muted"


# What others promised ---------------------------------------------------------------------------

_KEPT = {
    CommitmentStatus.KEPT: ("✓ kept", "good"),
    CommitmentStatus.BROKEN: ("- not kept", "warn"),
}


def pledged_summary(told: LastTime) -> str:
    """Return "3, one still open"."""
    still = sum(each.promise.status in OWED for each in told.pledged)
    return f"{len(told.pledged)}, {words.some(still) if still else 'none'} still open"


def pledged_rows(told: LastTime, live: LiveSession) -> list[Row]:
    """Return what others promised: what became of it, who, what, and by when."""
    return [_pledged_row(each.promise, live) for each in told.pledged]


def _pledged_row(promise: Commitment, live: LiveSession) -> Row:
    is_late = promise.status in OWED and promise.by is not None and promise.by < live.today
    verdict = _KEPT.get(promise.status, ("! late", "warn") if is_late else ("·", "faint"))
    due = words.day(promise.by, live.today, weekday=False) if promise.by else ""

    def draw(width: int) -> list[Content]:
        said = safe.text(safe.cell(verdict, _VERDICT), (f"{promise.role}: ", "muted"), promise.text)
        return [safe.row(width - 1, said, safe.text((due, "muted")))]

    return Row(promise.id, draw)


# Ideas --------------------------------------------------------------------------------------------

_REPLIES = {
    Reply.YES: ("✓ yes", "good"),
    Reply.NOT_NOW: ("– not now", ""),
    Reply.NO: ("- no", ""),
    Reply.OWED: ("! no answer yet", "warn"),
}
_REPLY = 17


def idea_summary(told: LastTime) -> str:
    """Return "7, all answered but one"."""
    owed, count = len(told.replied(Reply.OWED)), len(told.ideas)
    if not owed:
        return f"{count}, all answered" if count > 1 else "answered"
    if owed == count:
        return f"{count}, no answer yet"
    return f"{count}, all answered but {words.some(owed)}"


def idea_rows(told: LastTime, live: LiveSession) -> list[Row]:
    """Return a row for each kind of reply, and one for each idea that waits for its own."""
    rows = []
    for reply, label in _REPLIES.items():
        found = told.replied(reply)
        if reply is Reply.OWED:
            rows += [_reply_row(each.idea.id, label, "", _owed(each, live)) for each in found]
        elif found:
            rows.append(_reply_row(reply.value, label, str(len(found)), _example(found, live)))
    return rows


def _reply_row(key: str, label: tuple[str, str], count: str, detail: str) -> Row:
    return line_row(key, safe.text(safe.cell(label, _REPLY), safe.cell(count, 4), (detail, "muted")))


def _example(found: tuple[Asked, ...], live: LiveSession) -> str:
    """Return one of the ideas of a reply, with what the team was told of it."""
    if found[0].reply is Reply.NOT_NOW:
        first = min(found, key=lambda each: each.idea.review_on or each.due)
        back = first.idea.review_on
        return f"{first.idea.title}{f': again {words.day(back, live.today, weekday=False)}' if back else ''}"
    newest = found[-1].idea
    if found[0].reply is Reply.NO:
        return f"{newest.title}: {newest.answer}"
    return newest.title if len(found) == 1 else f"among them {newest.title}"


def _owed(each: Asked, live: LiveSession) -> str:
    due = each.due
    late = (live.today - due).days
    when = (
        f"{words.count(late, 'day')} late" if late > 0 else f"by {words.day(due, live.today, weekday=False)}"
    )
    return f"{when}: {each.idea.title}"


# Rungs --------------------------------------------------------------------------------------------


def rung_rows(told: LastTime, live: LiveSession) -> list[Row]:
    """Return the practices that had a rung: those looked at in depth first, then by how much they hurt."""
    deep = told.session.focus

    def place(item: tuple[tuple[str, str], Former]) -> tuple[int, int]:
        (_, practice), former = item
        rated = former.rated
        hurts = (pain(rated.importance, rated.ease) or 0) if rated is not None else 0
        return deep.index(practice) if practice in deep else len(deep), -hurts

    rated = [item for item in told.former.items() if item[1].rung is not None]
    return [_rung_row(team, practice, former, live) for (team, practice), former in sorted(rated, key=place)]


def _rung_row(team: str, practice: str, former: Former, live: LiveSession) -> Row:
    rung, rated = former.rung, former.rated
    assert rung is not None
    assert rated is not None
    split = ", the room was split" if rated.agreement is Agreement.SPLIT else ""
    own = live.desk.teams.get(team) if len(live.session.teams) > 1 else None
    whose = f"   {own.short_name or own.name}" if own is not None else ""
    name = safe.cell(live.desk.practice_name(practice), 41)
    said = safe.text((f"{int(rung)} {rung.label}{split}", "muted"), (whose, "faint"))
    return line_row(f"{team} {practice}", safe.text(name, " ", said))
