"""The technical brief, `technical-brief/1`: what changes, what it was like, whom to call.

It is for one technical team: its own session in full, and of other teams' sessions the actions that were
released to it: those that name it with their number, those that anybody may read without.

See docs/field.md, "Papers".
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from facilitator.documents.papers.document import SessionPaper
from facilitator.documents.parts.action_words import done_words
from facilitator.documents.parts.actions import DUE, action_rows
from facilitator.documents.parts.page_fit import (
    ENDING,
    LACKS,
    LINE,
    ONE_PAGE,
    SECTION,
    Giving,
    cut,
    head,
    left_out,
    lines,
    row,
)
from facilitator.documents.parts.reading import Reading, names_readers, numbered, shared
from facilitator.documents.parts.sections import Section, Sections
from facilitator.documents.parts.sources import with_all_others
from facilitator.documents.parts.touch_map import ladder_rows
from facilitator.documents.parts.wanted import asked_of_readers
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.documents.wording.sentences import sentence
from facilitator.insight.behind import TRACKED
from facilitator.model import audience
from facilitator.model.action import Action, ActionStatus
from facilitator.model.base import PracticeKey
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.person import Person
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Specialism
from facilitator.model.team import TeamKind
from facilitator.workspace.release.release import Released, ReleasedRecords

_FINISHED = (ActionStatus.DONE, ActionStatus.DROPPED)
_TROUBLES = ("hurts", "workaround", "risk")
"""The kinds of remarks that say what something was like before it was changed."""


def technical_brief(released: Released, session: ReleasedRecords, words: Words) -> View:
    """Return the view of the brief to the team of *session*."""
    reading = Reading(released, session, words)
    others = _others(reading)
    every = [reading, *others]
    named = [each for each in others if _is_of(reading, each) or _names_readers(each)]
    view = shared(
        reading, "brief", words("brief.title", team=reading.team.name), heard=every, named=[reading, *named]
    )
    actions = [*_actions(reading, own=True), *_by_words(others, _actions, "text")]
    changes = [*_changes(reading, own=True), *_by_words(others, _changes, "now")]
    calls = _calls(every)
    uncalled = [call["team"] for call in calls if not call["named"]]
    view |= asked_of_readers(reading)
    view |= {
        "view": "technical-brief/1",
        "actions": actions,
        "changes": changes,
        "touch": _touched(reading),
        "asked": len(reading.interactions),
        "calls": [call for call in calls if call["named"]],
        "uncalled": uncalled,
        "nobody": _nobody(uncalled, view["contacts"], words),
        "lead": _lead(every, reading),
    }
    before = SECTIONS.counts(view)
    view["gave"] = cut(
        view,
        (
            Giving("touch", lambda line: line["pain"], 2),
            Giving("changes", lambda line: (line["before"] != "", line["done_on"]), 3),
            Giving("actions", lambda line: line["own"], sum(line["own"] for line in actions)),
            Giving("touch", lambda line: line["pain"]),
            Giving("changes", lambda line: (line["before"] != "", line["done_on"])),
            Giving("calls", lambda line: len(line["about"])),
            Giving("actions", lambda line: line["own"]),
        ),
        lambda view: _fits(view, SECTIONS.lacking(view, before)),
    )
    view["left_out"] = left_out(view, "brief", words)
    view["sections"] = SECTIONS.told(view, before, words)
    return view


SECTIONS = Sections(
    "brief",
    (
        Section("actions", kept=True),
        Section("changes", kept=True),
        Section("calls", lambda view: view["calls"] or view["uncalled"]),
        Section("touch", done=lambda view: bool(view["asked"])),
    ),
)
"""Of other teams' actions it holds those that were let out to it, so it does not say there are no more."""


def _is_of(reading: Reading, each: Reading) -> bool:
    """Tell whether a session is one of the readers' own team: it is no secret to them."""
    return reading.team.id in each.session.teams


def _names_readers(each: Reading) -> bool:
    return any(names_readers(action, each) for action in each.actions)


def _others(reading: Reading) -> list[Reading]:
    """Return other sessions that released an action to this team."""
    every = (Reading(reading.released, each, reading.words) for each in reading.released.sessions)
    return [each for each in every if each.session.id != reading.session.id and each.actions]


def _by_words(
    others: Sequence[Reading], lines: Callable[[Reading, bool], Iterator[View]], words: str
) -> list[View]:
    """Return the lines of other sessions in the order of their *words*."""
    found = (line for each in others for line in lines(each, False))
    return sorted(found, key=lambda line: str(line[words]).casefold())


def _lead(every: Sequence[Reading], reading: Reading) -> str:
    """Return how many changes are agreed, only proposed, and done; the first of them says what is counted."""
    words, actions = reading.words, [action for each in every for action in each.actions]
    counts = {
        "under_way": sum(action.going and action.agreed for action in actions),
        "proposed": sum(action.status is ActionStatus.PROPOSED for action in actions),
        "changed": sum(action.status is ActionStatus.DONE for action in actions),
    }
    there = [key for key, count in counts.items() if count]
    alone = {"proposed": "only_proposed", "changed": "only_changed"}
    parts = [
        words.count(f"brief.{key if at else alone.get(key, key)}", counts[key])
        for at, key in enumerate(there)
    ]
    return words("brief.lead", parts=words.joined(parts)) if parts else words("brief.lead_empty")


# What changes -------------------------------------------------------------------------------------


def _number(action: Action, reading: Reading, own: bool) -> str:
    """Return the number of an action; of another session its short id, and of another team's only if it names
    the readers.

    What anybody may read tells neither session nor team.
    """
    if own:
        return str(action.number)
    ours = any(id in reading.released.audience.teams for id in reading.session.teams)
    known = ours or names_readers(action, reading)
    return numbered(reading, Action, action.number) if known else ""


def _actions(reading: Reading, own: bool) -> Iterator[View]:
    """Yield what is still to do; of other teams' actions with their session if it may be told."""
    numbers = {action.number: _number(action, reading, own) for action in reading.actions}
    for line in action_rows(reading):
        if line["group"] == "todo":
            number = numbers[line["no"]]
            kept = {key: line[key] for key in ("text", "owner", *DUE, "status", "stands")}
            step = reading.words("action.first_step", text=line["first_step"]) if line["first_step"] else ""
            yield kept | {"no": number, "own": own, "step": step}


def _changes(reading: Reading, own: bool) -> Iterator[View]:
    """Yield what was done, beside what it was like before for this team."""
    words = reading.words
    for action in sorted(reading.actions, key=lambda each: (each.number, each.id)):
        if action.status is ActionStatus.DONE:
            number = _number(action, reading, own)
            yield {
                "no": number,
                "before": _before(action, reading) if own else "",
                "now": sentence(done_words(action, reading)),
                "day": words("brief.since", day=reading.day(action.done_on)),
                "day_iso": action.done_on.isoformat() if action.done_on else "",
                "done_on": action.done_on.isoformat() if action.done_on else "",
            }


def _before(action: Action, reading: Reading) -> str:
    """Return what it was like in the team's own words: a trouble it told of and an idea came from, or ""."""
    sources = {id for idea in reading.ideas if idea.id in action.ideas for id in idea.from_notes}
    notes = [note for note in reading.notes if note.id in sources and note.kind in _TROUBLES]
    return max(notes, key=lambda note: (note.nods, -note.number)).text if notes else ""


# What touches the team, and whom to call ------------------------------------------------------------


def _touched(reading: Reading) -> list[View]:
    """Return the practices the team meets, those that hurt most first; no scores."""
    pains = {line["practice"]: line["pain"] or 0 for line in ladder_rows(reading)}
    rows = []
    for each in reading.interactions:
        if each.role.touches:
            part = [reading.words(f"touch_role.{each.role.value}")]
            part += [reading.words(f"frequency.{each.frequency.value}")] if each.frequency else []
            name = reading.practice(each.practice)
            rows.append(
                {
                    "practice": name,
                    "practice_key": each.practice,
                    "role": each.role.value,
                    "frequency": each.frequency.value if each.frequency else "",
                    "part": reading.words("list.comma").join(part),
                    "others": reading.teams(each.counterparts),
                    "pain": pains.get(name, 0),
                }
            )
    return sorted(rows, key=lambda line: (-line["pain"], line["practice"].casefold()))


def _calls(every: Sequence[Reading]) -> list[View]:
    """Return each team on the other side, for what, and who there took on a role."""
    reading, words = every[0], every[0].words
    about: dict[str, list[str]] = {}
    for each in reading.records.all(Interaction):
        if each.team == reading.team.id:
            for other in each.counterparts:
                about.setdefault(other, []).append(each.practice)
    for side in reading.records.all(InterfaceSide):
        if side.team == reading.team.id:
            about.setdefault(side.counterpart, []).append(side.practice)
    teams = reading.released.teams
    rows = []
    for id in sorted(about.keys() & teams.keys(), key=lambda id: teams[id].name.casefold()):
        named = [
            words("brief.person", name=reading.person(person.id), roles=words("list.comma").join(roles))
            for person, roles in _with_a_role(id, about[id], every)
        ]
        keys = list(dict.fromkeys(about[id]))
        practices = (reading.practice(key, short=True) for key in keys)
        rows.append(
            {
                "team": teams[id].name,
                "about": words("list.comma").join(practices),
                "practice_keys": keys,
                "named": words("list.semicolon").join(named),
            }
        )
    return rows


def _nobody(teams: Sequence[str], contacts: Sequence[View], words: Words) -> str:
    """Return whom to ask for teams of which nobody is known to answer for what they are called about.

    Somebody of them may be named elsewhere, such as the owner of an action about something else.
    """
    if not teams:
        return ""
    names = words.joined((each["name"] for each in contacts), last="or") or words("brief.us")
    return words("brief.nobody", teams=words.joined(teams), names=names)


def _with_a_role(
    team: str, about: Sequence[PracticeKey], every: Sequence[Reading]
) -> Iterator[tuple[Person, list[str]]]:
    """Yield the people of a team who answer for what it is called about, and how, as readers may see it.

    A champion does for the practices of their area, a manager for the services the team works for, an owner
    for what an action is about; nobody else is named.
    """
    reading = every[0]
    names = [reading.practice(key).casefold() for key in about]
    roles: dict[str, list[str]] = {}
    areas = {area.id: area.name for area in reading.released.records.all(Specialism)}
    for champion in reading.released.records.all(Champion):
        area = areas.get(champion.specialism, "").casefold()
        if area and any(area in name or name in area for name in names):
            role = reading.words("brief.champion", area=areas[champion.specialism])
            roles.setdefault(champion.person, []).append(role)
    for service in reading.released.records.all(Service):
        if service.manager and service.id in reading.released.teams[team].services:
            role = reading.words("brief.manager", service=service.name)
            roles.setdefault(service.manager, []).append(role)
    for each in every:
        for action in each.actions:
            if action.owner and action.status not in _FINISHED and _is_about(action, about, each):
                no = _number(action, each, each is reading)
                owns = reading.words("brief.owns", no=no) if no else reading.words("brief.owns_other")
                roles.setdefault(action.owner, []).append(owns)
    for person in sorted(reading.released.people.values(), key=lambda each: each.name.casefold()):
        if person.team == team and person.id in roles:
            yield person, roles[person.id]


def _is_about(action: Action, about: Sequence[PracticeKey], reading: Reading) -> bool:
    """Tell whether an action is about one of these practices, as its ideas say; one without ideas may be."""
    served = [idea for idea in reading.ideas if idea.id in action.ideas]
    practices = {key for idea in served for key in idea.practices}
    return not practices or bool(practices & set(about))


def _fits(view: View, lacking: int) -> bool:
    height = head(view) + lacking * LACKS + ENDING + 4 * SECTION
    for each in view["actions"]:
        stand = " ".join((each["stands"]["before"], each["stands"]["word"], each["stands"]["text"]))
        text = f"{each['text']}\n{each['step']}" if each["step"] else each["text"]
        height += row((text, 40), (each["owner"], 12), (stand, 27))
    height += sum(row((each["before"], 39), (f"{each['now']} {each['day']}", 56)) for each in view["changes"])
    height += sum(row((each["practice"], 36), (each["others"], 44)) for each in view["touch"])
    height += lines(view["nobody"], 115) * LINE
    height += sum(row((each["team"], 23), (each["about"], 33), (each["named"], 45)) for each in view["calls"])
    return height <= ONE_PAGE


DOCUMENT = SessionPaper(
    key="technical-brief",
    title="Technical team brief",
    readers="the technical team that was heard",
    audience=audience.team,
    view=technical_brief,
    tight=True,
    sources=with_all_others,
    tracks=TRACKED["technical-brief"],
    for_kinds=frozenset({TeamKind.TECHNICAL}),
)
