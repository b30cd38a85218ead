"""What every paper's view starts from, and the fields all papers share.

A view is plain data: dicts, lists, strings, whole numbers and bools; what is missing is an empty string.
Beside what is said in words stands, for programs, what no language changes: of a day or a moment ISO 8601
(`due_first_iso`), of a word its key (`evidence_key`); docs/json-papers.md lists them. It is made from what
`for_audience` released and from nothing else, and the same records on the same day make the same view.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from facilitator.commands import command
from facilitator.documents.tree.view import View
from facilitator.documents.wording.phrases import Words
from facilitator.documents.wording.sentences import sentence
from facilitator.errors import NotFound
from facilitator.insight.held_sessions import hears
from facilitator.insight.priorities import newest_vote
from facilitator.model.action import Action, Commitment
from facilitator.model.audience import AudienceKind, Worded
from facilitator.model.base import Record
from facilitator.model.idea import DotVote, ImprovementIdea
from facilitator.model.interaction import Interaction
from facilitator.model.observation import Observation
from facilitator.model.programme import LEAST_GROUP, Programme
from facilitator.model.registry import ENTITIES
from facilitator.model.script import Stage
from facilitator.model.session import LIVE, ListeningSession
from facilitator.model.team import Team, TeamKind
from facilitator.workspace.release.release import Released, ReleasedRecords


@dataclass(frozen=True)
class Reading:
    """One session as its readers may see it, with the words to tell it in."""

    released: Released
    records: ReleasedRecords
    words: Words

    @cached_property
    def session(self) -> ListeningSession:
        """The session."""
        return self.records.session

    @cached_property
    def as_of(self) -> date:
        """The day the paper speaks on."""
        return self.released.as_of

    @cached_property
    def held_on(self) -> date:
        """The day of the session."""
        return self.released.local(self.session.started_at or self.session.planned_start).date()

    @cached_property
    def team(self) -> Team:
        """The team whose paper it is; of a facilitators' paper the first. Raises `NotFound` without one."""
        for id in self.session.teams:
            readers = self.released.audience
            of_readers = id in readers.teams or readers.kind is AudienceKind.FACILITATORS
            if of_readers and id in self.released.teams:
                return self.released.teams[id]
        raise NotFound(
            f"The team of {self.session.short_id} is not in this programme.",
            f"See what is missing with: {command('check')}",
        )

    def day(self, day: date | None) -> str:
        """Return a day as tables show it: the year only when it is another one."""
        return "" if day is None else self.words.day(day, self.as_of.year)

    def dated(self, field: str, day: date | None) -> View:
        """Return a *field* with a day in words, and beside it, for programs, the day as 2026-04-09."""
        return {field: self.day(day), f"{field}_iso": day.isoformat() if day else ""}

    @property
    def is_of_leaders(self) -> bool:
        """Whether it is the paper of leaders: what they promise and ask stays among them."""
        return self.team.kind is TeamKind.LEADERSHIP

    def person(self, id: str | None) -> str:
        """Return a person's name; with the team behind it when another one is called the same."""
        person = self.released.people.get(id or "")
        if person is None:
            return ""
        team = self.released.teams.get(person.team or "")
        twins = Counter(each.name.casefold() for each in self.released.people.values())
        if twins[person.name.casefold()] < 2 or team is None:
            return person.name
        return self.words("people.with_team", name=person.name, team=team.short_name or team.name)

    def teams(self, ids: Iterable[str]) -> str:
        """Return the names of other teams, alphabetically."""
        wanted = set(ids) - {self.team.id}
        names = (team.name for id, team in self.released.teams.items() if id in wanted)
        return self.words("list.comma").join(sorted(names, key=str.casefold))

    def practice(self, key: str | None, *, short: bool = False) -> str:
        """Return the name of a practice, or "" for none."""
        practice = self.released.catalogue.practices.get(key or "")
        if practice is None:
            return (key or "").replace("_", " ").capitalize()
        return practice.short_name if short else practice.name

    def practice_inside(self, key: str) -> str:
        """Return the name of a practice as it stands inside a sentence."""
        name = self.practice(key)
        small = self.words("list.practices_small") == "yes" and not name[1:2].isupper()
        return name[:1].lower() + name[1:] if small else name

    @cached_property
    def present(self) -> int:
        """How many people were there as far as it is known: who were counted, else at most the teams."""
        if self.session.attendance is not None:
            return self.session.attendance
        teams = [self.released.teams[id] for id in self.session.teams if id in self.released.teams]
        voted = [vote.people for vote in self.records.all(DotVote)]
        return min([sum(team.headcount for team in teams), *voted])

    @property
    def may_count(self) -> bool:
        """Whether papers may print how many dots, nods or hands something got.

        Of fewer than five people they print order and words only: a count would tell who.

        See docs/field.md, "Fewer than five people".
        """
        return self.present >= LEAST_GROUP

    @cached_property
    def actions(self) -> tuple[Action, ...]:
        """The actions these readers may see."""
        return self.records.all(Action)

    @cached_property
    def commitments(self) -> tuple[Commitment, ...]:
        """The promises these readers may see."""
        return self.records.all(Commitment)

    @cached_property
    def notes(self) -> tuple[Observation, ...]:
        """This team's own notes, without originals that were merged into another."""
        own = [note for note in self.records.all(Observation) if note.team in (None, self.team.id)]
        kept = {note.id for note in own}
        return tuple(note for note in own if note.merged_into not in kept)

    @cached_property
    def interactions(self) -> tuple[Interaction, ...]:
        """How this team meets each practice it was asked about; of two answers the newer."""
        own = [each for each in self.records.all(Interaction) if each.team == self.team.id]
        return tuple({each.practice: each for each in own}.values())

    @cached_property
    def ideas(self) -> tuple[ImprovementIdea, ...]:
        """The ideas these readers may see."""
        return self.records.all(ImprovementIdea)

    @cached_property
    def own_ideas(self) -> tuple[ImprovementIdea, ...]:
        """Those of them that this team had, alone or with the other of two."""
        return tuple(idea for idea in self.ideas if idea.team in (None, self.team.id))

    @cached_property
    def vote(self) -> DotVote | None:
        """The newest vote on ideas; while the room is still voting only once it is revealed."""
        vote = newest_vote(self.records.all(DotVote))
        covered = vote is not None and not vote.revealed and self.session.status in LIVE
        return None if covered else vote


def readings(released: Released, words: Words) -> Iterator[Reading]:
    """Yield each session as these readers may see it, oldest first."""
    held = (Reading(released, records, words) for records in released.sessions)
    yield from sorted(held, key=lambda reading: (reading.session.planned_start, reading.session.number))


def numbered(reading: Reading, kind: type[Record], number: int) -> str:
    """Return the short id of a record of a type with numbers, "L-03/A-4", as people type it."""
    return f"{reading.session.short_id}/{ENTITIES[kind].letter}-{number}"


def teams_of_session(reading: Reading) -> str:
    """Return the teams that were heard."""
    teams = reading.released.teams
    return reading.words.joined(teams[id].name for id in reading.session.teams if id in teams)


def framed(released: Released, words: Words, kind: str, title: str, made_from: str, **parts: str) -> View:
    """Return the fields every paper has, whatever it is about.

    *kind* is its table of words ("plan"), *parts* are filled into their places. *made_from* says in words
    when and from what it is made.
    """
    programme, as_of = released.programme, words.day(released.as_of)
    fields = ("name", "audience", "handling", "footer")
    return {
        "programme": {
            "name": programme.name,
            "organisation": programme.organisation,
            "purpose": programme.purpose,
            "sponsor": programme.sponsor,
            "contact": programme.paper_contact,
        },
        "doc": {
            "title": title,
            **{key: words(f"{kind}.{key}", as_of=as_of, **parts) for key in fields},
            "header": words("doc.header", programme=programme.name, organisation=programme.organisation),
            "as_of": as_of,
            "as_of_iso": released.as_of.isoformat(),
            "basis": made_from,
            "lang": words.lang,
            "paper": programme.paper_size.value,
            "contact": _contact(programme, words),
            "preview": released.preview,
        },
        "reach": _reach(programme, words),
        "never": words(f"{kind}.never"),
        "left_out": [],
    }


def _reach(programme: Programme, words: Words) -> str:
    """Return how to reach whom the programme names for that, as a sentence; "" where nobody is named."""
    known = sentence(programme.paper_contact)
    return words("doc.reach", contact=known) if known else ""


def _contact(programme: Programme, words: Words) -> str:
    """Return whom readers can reach, as the foot of a paper says it; "" where nobody is named."""
    known = programme.paper_contact
    return words("doc.contact", contact=known) if known else ""


def shared(
    reading: Reading,
    kind: str,
    title: str,
    *,
    heard: Sequence[Reading] = (),
    named: Sequence[Reading] = (),
    whose: str = "",
) -> View:
    """Return the fields every paper of a session has; *kind* is its table of words ("plan").

    *heard* are the sessions it is made from, where they are more than its own; *named* those of them it may
    name, where these are fewer; *whose* it is in words, where it is not one team's.
    """
    words, released, own = reading.words, reading.released, reading.session
    every = heard or (reading,)
    held = [each.session for each in every]
    listened = [each.session for each in every if hears(each.records)]
    listens = all(session.stage is Stage.LISTEN for session in held)
    counted = words.count("count.session" if listens else "count.workshop", len(held))
    shown = [each.session for each in named] or held
    ids = words("list.comma").join(sorted(session.short_id for session in shown))
    key = "doc.basis" if len(shown) == len(held) else "doc.basis_some"
    basis = words(key, as_of=words.day(reading.as_of), sessions=counted, ids=ids)
    team = whose or the_team(reading.team, words)
    view = framed(released, words, kind, title, basis, sessions=counted, team=team)
    view["doc"] |= {
        "sessions_n": len(held),
        "teams_heard": len({id for session in listened for id in session.teams}),
        "teams_all": len(released.teams),
    }
    return view | {
        "team": {"name": reading.team.name},
        "session": {
            "id": own.short_id,
            "day": words.weekday(reading.held_on),
            "day_iso": reading.held_on.isoformat(),
            "practices": [reading.practice_inside(key) for key in own.focus],
        },
        "contacts": contacts(reading),
        "ask": _ask(reading),
        "wanted": "",
        "next_meeting": "",
        "gave": {},
        "changed": "",
    }


def names_readers(record: Worded, reading: Reading) -> bool:
    """Tell whether a record of a session was released to its readers by name, as counterparts."""
    named = frozenset(getattr(record, "counterparts", ()))
    return bool(reading.released.audience.teams & named)


def contacts(reading: Reading) -> list[View]:
    """Return whom to turn to: the facilitators, who agreed to be named."""
    known = [id for id in reading.session.facilitators if id in reading.released.people]
    return [{"name": reading.person(id)} for id in known]


def _ask(reading: Reading) -> str:
    names = [contact["name"] for contact in contacts(reading)]
    if not names:
        return reading.words("doc.ask_nobody")
    return reading.words("doc.ask", names=reading.words.joined(names, last="or"))


def the_team(team: Team, words: Words) -> str:
    """Return "the Service Desk team"; a team called so already is not called so twice."""
    key = "people.team_named" if team.name.casefold().endswith(words("people.team_word")) else "people.team"
    return words(key, team=team.name)
