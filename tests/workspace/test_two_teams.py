"""What one of two teams said alone reaches the other, leaders and everybody by its level and no further."""

import re
from contextlib import closing
from datetime import timedelta

import msgspec
import pytest

from facilitator.documents.exports.finder import EXPORTS, export
from facilitator.documents.render import RENDERABLE, render
from facilitator.insight.coverage import coverage
from facilitator.insight.hear_next import Why, hear_next
from facilitator.insight.promises import PromiseKind, promises
from facilitator.model.audience import LEADERS, Visibility, partners, room, team
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Interaction, InterfaceSide, TouchRole
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.session import SessionStatus
from facilitator.model.team import Team
from facilitator.wording.promises import detail
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.release.release import for_audience
from facilitator.workspace.release.share_copy import share
from tests.making import DAY, READ_BACK, session

PRACTICE = "incident_management"
CANARY = re.compile(r"CANARY-[a-z]+-[a-z]+-[a-z]+")


class Met:
    """Two teams that met, a third that did not; each said a note and had an idea at every level, alone."""

    def __init__(self, folder):
        self.folder = folder
        put = folder.file.put
        self.infra, self.desk, self.apps = (
            put(Team(name=name, headcount=9)).id
            for name in ("Infrastructure", "Service Desk", "Applications")
        )
        leads = put(Person(name="Priya Nand", facilitator=True)).id
        held = {"script": folder.catalogue.script("listening-60"), "read_back": READ_BACK}
        held["facilitators"] = (leads,)
        self.file = folder.add_session(
            session(teams=(self.infra, self.desk), status=SessionStatus.REVIEWED, **held)
        )
        number = 0
        for name, own, other in (("infra", self.infra, self.desk), ("desk", self.desk, self.infra)):
            for level in Visibility:
                number += 1
                who = {"team": own, "visibility": level, "room_yes": DAY, "number": number}
                who["counterparts"] = (other,)
                said = f"CANARY-{name}-{level.value}"
                self.file.put(Observation(text=f"{said}-note", kind="hurts", practice=PRACTICE, **who))
                answered = {"status": IdeaStatus.ACCEPTED, "first_answered": DAY}
                self.file.put(ImprovementIdea(title=f"{said}-idea", **answered, **who))

    def of(self, name, *levels):
        return {f"CANARY-{name}-{level}-{what}" for level in levels for what in ("note", "idea")}


@pytest.fixture
def met(tmp_path):
    with closing(Workspace(tmp_path).new_programme("B", "H", timezone="UTC")) as folder:
        yield Met(folder)


def canaries(text):
    return set(CANARY.findall(text if isinstance(text, str) else text.decode("utf-8", "replace")))


ALL = ("team", "partners", "programme", "open")


def test_each_reader_gets_what_its_level_allows(met):
    def seen(audience):
        released = for_audience(met.folder, audience, [met.file])
        notes = {note.text for note in released.sessions[0].all(Observation)}
        return notes | {idea.title for idea in released.sessions[0].all(ImprovementIdea)}

    beyond = ("partners", "programme", "open")
    assert seen(team(met.infra)) == met.of("infra", *ALL) | met.of("desk", *beyond)
    assert seen(team(met.desk)) == met.of("desk", *ALL) | met.of("infra", *beyond)
    assert seen(room(met.infra, met.desk)) == met.of("infra", *beyond) | met.of("desk", *beyond)
    assert seen(team(met.apps)) == met.of("infra", "open") | met.of("desk", "open")
    assert seen(LEADERS) == met.of("infra", "programme", "open") | met.of("desk", "programme", "open")


def test_beyond_the_teams_no_idea_tells_which_one_had_it(met):
    released = for_audience(met.folder, LEADERS, [met.file])
    assert {idea.team for idea in released.sessions[0].all(ImprovementIdea)} == {None}


@pytest.mark.parametrize("document", ["action-plan", "you-said"])
def test_a_teams_own_papers_hold_its_own_ideas_and_notes_only(met, document):
    for name, own, other in (("infra", met.infra, "desk"), ("desk", met.desk, "infra")):
        found = canaries(render(met.folder, document, session=met.file, team=own, format="md"))
        assert found
        assert found <= met.of(name, *ALL), other


def test_no_paper_and_no_export_tells_one_side_what_the_other_kept(met):
    kept = met.of("infra", "facilitator", "team") | met.of("desk", "facilitator")
    others = {"session": met.file, "team": met.desk}
    again = met.file.session.planned_start + timedelta(days=20)
    met.file.put(msgspec.structs.replace(met.file.session, next_meeting=again))
    for document, each in RENDERABLE.items():
        if each.ready(met.file.session.status):
            assert not canaries(render(met.folder, document, **others, format="md")) & kept - met.of(
                "desk", *ALL
            ), document
    for what, each in EXPORTS.items():
        for format in each.formats:
            assert not canaries(export(met.folder, what, format=format, **others)) & kept, what


def test_a_copy_for_sharing_names_neither_side(met, tmp_path):
    copy = share(met.folder, tmp_path / "copy").path
    text = "".join(path.read_text("utf-8") for path in copy.rglob("*.json"))
    shared = {f"CANARY-{name}-{level}-idea" for name in ("infra", "desk") for level in ("programme", "open")}
    assert canaries(text) == shared | {each.replace("idea", "note") for each in shared}
    assert met.infra not in text
    assert met.desk not in text


def test_the_interface_report_has_both_sides(met):
    for own, other, ease in ((met.infra, met.desk, 3), (met.desk, met.infra, 2)):
        told = {"team": own, "practice": PRACTICE, "ease": ease}
        met.file.put(Interaction(role=TouchRole.PERFORMS, counterparts=(other,), **told))
        met.file.put(InterfaceSide(counterpart=other, agreed_for_sharing=True, **told))
    paper = render(met.folder, "interface-report", session=met.file, team=met.desk, format="md")
    assert "1 step" in paper
    assert canaries(paper) & met.of("infra", "partners", "programme", "open")
    assert canaries(paper) & met.of("desk", "partners", "programme", "open")
    assert not canaries(paper) & (
        met.of("infra", "team", "facilitator") | met.of("desk", "team", "facilitator")
    )


def test_both_teams_count_as_heard_and_each_is_owed_its_own_answers(met):
    alone = {"title": "late", "number": 90, "team": met.desk}
    met.file.put(ImprovementIdea(**alone))
    met.file.put(ImprovementIdea(title="late, too", number=91))
    folder, today = met.folder, DAY + timedelta(days=40)
    grid = coverage(folder.file, folder.sessions, tuple(folder.catalogue.practices.values()), today)
    found = hear_next(folder.file, folder.sessions, grid, today)
    assert (grid.teams_heard, grid.never_heard) == (2, 1)
    waits = {
        each.team.id: reason.count
        for each in found.suggestions
        for reason in each.reasons
        if reason.why is Why.UNANSWERED
    }
    assert waits == {met.infra: 1, met.desk: 2}
    owed = [each for each in promises(folder.file, folder.sessions, today).items]
    answers = {each.number: each.teams for each in owed if each.kind is PromiseKind.ANSWER}
    assert answers == {90: ("Service Desk",), 91: ("Infrastructure", "Service Desk")}
    assert any("to Service Desk" in detail(each) for each in owed)


def test_what_both_said_together_goes_to_both_as_partners_and_to_nobody_else(met):
    said = {"text": "CANARY-both-partners-note", "kind": "works", "number": 80, "room_yes": DAY}
    met.file.put(Observation(visibility=Visibility.PARTNERS, **said))

    def reads(audience):
        released = for_audience(met.folder, audience, [met.file])
        return said["text"] in {note.text for note in released.sessions[0].all(Observation)}

    assert reads(partners(met.infra, met.desk))
    assert not reads(partners(met.infra, met.apps))
    assert not reads(team(met.apps))
    assert not reads(LEADERS)


def test_a_plan_says_that_the_other_team_sees_what_both_said(met):
    met.file.put(Observation(text="we both laugh", kind="works", number=81))
    met.file.put(Observation(text="ours alone", kind="works", number=82, team=met.desk))
    plan = render(met.folder, "action-plan", session=met.file, team=met.desk, format="md")
    (both,) = (line for line in plan.splitlines() if "we both laugh" in line)
    (alone,) = (line for line in plan.splitlines() if "ours alone" in line)
    assert "Infrastructure" in both
    assert "Infrastructure" not in alone
