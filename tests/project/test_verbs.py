"""Every verb of the records: on which screen and with which key, and with which plain command.

    .venv/bin/python -m tests.project.test_verbs

prints the table. A verb that lacks one without a reason, or names one that is not there, fails here.
"""

from __future__ import annotations

from typing import NamedTuple

from facilitator.model import (
    action,
    curiosity,
    debrief,
    group,
    handle,
    idea,
    interaction,
    leader,
    learning,
    message,
    observation,
    person,
    practice,
    programme,
    project,
    pulse,
    registry,
    service,
    session,
    skills,
    smo,
    stakeholder,
    story,
    take_out,
    team,
    trail,
)
from facilitator.ui.keys.registry import contexts
from tests.cli.command_line import EVERY_COMMAND
from tests.tables import for_each


class Verb(NamedTuple):
    """What one does with a record; `screen` is a context of keys and a command in it, "" for none."""

    record: type
    does: str
    screen: str
    command: str


VERBS = (
    Verb(observation.Observation, "write down", "capture submit", "capture"),
    Verb(observation.Observation, "say in other words", "review edit", "session reword"),
    Verb(observation.Observation, "say who may see it", "review visibility", "session mark"),
    Verb(observation.Observation, "say who said it", "review attribution", "session said-by"),
    Verb(observation.Observation, "say which of two teams", "notes whose", "session whose"),
    Verb(observation.Observation, "give another kind", "notes kind", "session note"),
    Verb(observation.Observation, "say which practice", "notes practice", "session note"),
    Verb(observation.Observation, "say which dimension", "notes dimension", "session note"),
    Verb(observation.Observation, "nod", "notes nod", "session note"),
    Verb(observation.Observation, "merge", "notes merge", "session merge"),
    Verb(observation.Observation, "take apart", "notes split", "session split"),
    Verb(observation.Observation, "take out", "review redact", "redact"),
    Verb(observation.Observation, "add afterwards", "review late_remark", "capture"),
    Verb(observation.Observation, "find", "places find", "search"),
    Verb(idea.ImprovementIdea, "write down", "capture submit", "capture"),
    Verb(idea.ImprovementIdea, "say in other words", "review edit", "session reword"),
    Verb(idea.ImprovementIdea, "say who may see it", "review visibility", "session mark"),
    Verb(idea.ImprovementIdea, "say which of two teams had it", "ideas whose", "session whose"),
    Verb(idea.ImprovementIdea, "say how far it reaches, in new words", "review details", "session idea"),
    Verb(idea.ImprovementIdea, "say who gains", "review details", "session gain"),
    Verb(idea.ImprovementIdea, "answer", "review settle", "settle"),
    Verb(idea.ImprovementIdea, "order by impact and effort", "impact choose", "session score"),
    Verb(idea.ImprovementIdea, "merge", "ideas merge", "session merge"),
    Verb(idea.ImprovementIdea, "take apart", "ideas split", "session split"),
    Verb(idea.ImprovementIdea, "take out", "review redact", "redact"),
    Verb(idea.DotVote, "open, for so many people", "vote people", "session vote"),
    Verb(idea.DotVote, "show and cover", "runner segment_step", "session vote"),
    Verb(idea.DotVote, "put dots", "vote dots", "session vote"),
    Verb(session.ListeningSession, "count hands of a poll", "poll hands", "session poll"),
    Verb(session.ListeningSession, "show and cover a poll", "runner segment_step", "session poll"),
    Verb(action.Action, "agree", "capture submit", "capture"),
    Verb(action.Action, "change owner, day, first step", "actions edit", "settle"),
    Verb(action.Action, "say size, help, teams", "actions edit", "session action"),
    Verb(action.Action, "say which idea it serves", "actions idea", "session action"),
    Verb(action.Action, "say yes", "actions yes", "settle"),
    Verb(action.Action, "say what became of it", "promises open", "settle"),
    Verb(action.Action, "say what became of it at last time", "last_time done", "settle"),
    Verb(action.Action, "say who may see it", "review visibility", "session mark"),
    Verb(action.Action, "take out", "review redact", "redact"),
    Verb(action.Commitment, "promise", "actions promise", "session promise"),
    Verb(action.Commitment, "say what became of it", "promises open", "settle"),
    Verb(interaction.Interaction, "rate", "touch_map choose", "session rate"),
    Verb(interaction.Interaction, "say that it is as last time", "touch_map as_last_time", "session rate"),
    Verb(interaction.Interaction, "say how far the room agreed", "touch_map agreement", "session rate"),
    Verb(interaction.Interaction, "give to the other of two teams", "touch_map whose", "session move"),
    Verb(interaction.Interaction, "read", "maps open", "session show"),
    Verb(interaction.InterfaceSide, "name the other side", "runner other_side", "session other-side"),
    Verb(interaction.InterfaceSide, "share the score", "read_back visibility", "session other-side"),
    Verb(session.ListeningSession, "plan", "begin new_session", "session new"),
    Verb(session.ListeningSession, "list", "sessions open", "session list"),
    Verb(session.ListeningSession, "read", "review preview", "session show"),
    Verb(session.ListeningSession, "change the set-up", "sessions edit", "session change"),
    Verb(session.ListeningSession, "plan another like it", "sessions duplicate", "session again"),
    Verb(session.ListeningSession, "invite", "sessions invited", "session invited"),
    Verb(session.ListeningSession, "cancel", "sessions remove_session", "session cancel"),
    Verb(session.ListeningSession, "delete", "sessions remove_session", "session remove"),
    Verb(session.ListeningSession, "hold on paper", "sessions held_on_paper", "session held"),
    Verb(session.ListeningSession, "type a filled paper in", "review quick_entry", "session from-paper"),
    Verb(session.ListeningSession, "agree to start", "agreement agree", "session meeting"),
    Verb(session.ListeningSession, "count who is here", "agreement more", "session meeting"),
    Verb(session.ListeningSession, "say how long the lead stays", "agreement lead", "session meeting"),
    Verb(session.ListeningSession, "choose the focus", "runner segment_step", "session meeting"),
    Verb(session.ListeningSession, "count hands at the end", "close hands", "session from-paper"),
    Verb(session.ListeningSession, "write a line of thanks", "review thanks", "session meeting"),
    Verb(session.ListeningSession, "read back", "read_back done", "session read-back"),
    Verb(session.ListeningSession, "end the review", "review reviewed", "session review"),
    Verb(group.NoteGroup, "make", "groups new", "session group"),
    Verb(group.NoteGroup, "put lines in", "groups put", "session group"),
    Verb(group.NoteGroup, "name anew", "groups rename", "session group"),
    Verb(group.NoteGroup, "dissolve", "groups take_out", "session group"),
    Verb(session.ListeningSession, "mark as shared", "review share", "session review"),
    Verb(session.ListeningSession, "close", "review close_session", "session review"),
    Verb(session.ListeningSession, "settle the follow-up", "promises open", "settle"),
    Verb(session.SegmentRun, "go on", "runner next_segment", ""),
    Verb(session.Draft, "finish", "review finish_line", "session unfinished"),
    Verb(session.Draft, "let go", "review remove", "session unfinished"),
    Verb(session.OnScreen, "show the room", "runner room", "room-view"),
    Verb(debrief.Debrief, "write", "review debrief", "session debrief"),
    Verb(take_out.TakeOutDue, "take out for good", "review redact", "redact"),
    Verb(programme.Programme, "begin", "places app.programmes", "programme new"),
    Verb(programme.Programme, "take another", "places app.programmes", "programme open"),
    Verb(programme.Programme, "change", "settings open", "programme set"),
    Verb(programme.Programme, "keep a backup", "sessions back_up", "backup"),
    Verb(programme.Programme, "copy for sharing", "places share_copy", "share-copy"),
    Verb(team.Team, "add", "records add", "team add"),
    Verb(team.Team, "change", "records change", "team change"),
    Verb(team.Team, "merge", "teams verb('merge')", "team merge"),
    Verb(team.Team, "retire", "teams verb('retire')", "team retire"),
    Verb(team.Team, "delete", "records remove", "team remove"),
    Verb(person.Person, "add", "records add", "person add"),
    Verb(person.Person, "change", "records change", "person change"),
    Verb(person.Person, "hand over", "people verb('hand_over')", "person hand-over"),
    Verb(person.Person, "take the name back", "people verb('withdraw')", "withdraw-name"),
    Verb(person.Person, "erase", "people verb('erase')", "person erase"),
    Verb(person.Person, "say what is stored", "people verb('export')", "person export"),
    Verb(service.Service, "add", "records add", "service add"),
    Verb(service.Service, "change", "records change", "service change"),
    Verb(service.Service, "name the manager", "services verb('manager')", "service change"),
    Verb(service.Service, "delete", "records remove", "service remove"),
    Verb(smo.Specialism, "add", "records add", "specialism add"),
    Verb(smo.Specialism, "change", "records change", "specialism change"),
    Verb(smo.Specialism, "delete", "records remove", "specialism remove"),
    Verb(smo.Champion, "add", "records add", "champion add"),
    Verb(smo.Champion, "change", "records change", "champion change"),
    Verb(smo.Champion, "delete", "records remove", "champion remove"),
    Verb(smo.GrantedHours, "add", "records add", "hours add"),
    Verb(smo.GrantedHours, "change", "records change", "hours change"),
    Verb(smo.GrantedHours, "delete", "records remove", "hours remove"),
    Verb(learning.Learning, "add", "records add", "learning add"),
    Verb(learning.Learning, "change", "records change", "learning change"),
    Verb(learning.Learning, "delete", "records remove", "learning remove"),
    Verb(learning.Learning, "read a person's page", "learning verb('page')", "learning page"),
    Verb(learning.Learning, "see where schemes are from", "learning verb('schemes')", "learning schemes"),
    Verb(learning.Course, "add", "records add", "learning course add"),
    Verb(learning.Course, "change", "records change", "learning course change"),
    Verb(learning.Course, "delete", "records remove", "learning course remove"),
    Verb(leader.Leader, "add", "records add", "leader add"),
    Verb(leader.Leader, "change", "records change", "leader change"),
    Verb(leader.Leader, "delete", "records remove", "leader remove"),
    Verb(story.Chain, "add", "records add", "chain add"),
    Verb(story.Chain, "change", "records change", "chain change"),
    Verb(story.Chain, "delete", "records remove", "chain remove"),
    Verb(story.Story, "add", "records add", "story add"),
    Verb(story.Story, "change", "records change", "story change"),
    Verb(story.Story, "delete", "records remove", "story remove"),
    Verb(message.Message, "add", "records add", "message add"),
    Verb(message.Message, "change", "records change", "message change"),
    Verb(message.Message, "say it was sent", "messages verb('sent')", "message sent"),
    Verb(message.Message, "delete", "records remove", "message remove"),
    Verb(stakeholder.Stakeholder, "add", "records add", "stakeholder add"),
    Verb(stakeholder.Stakeholder, "change", "records change", "stakeholder change"),
    Verb(stakeholder.Stakeholder, "place", "stakeholder_grid shift", "stakeholder change"),
    Verb(stakeholder.Stakeholder, "renew", "stakeholder_grid renew", "stakeholder renew"),
    Verb(stakeholder.Stakeholder, "make an idea", "stakeholder_grid idea", "stakeholder idea"),
    Verb(stakeholder.Stakeholder, "delete", "records remove", "stakeholder remove"),
    Verb(stakeholder.SponsorAct, "add", "records add", "stakeholder act add"),
    Verb(stakeholder.SponsorAct, "say what became of it", "records change", "stakeholder act change"),
    Verb(stakeholder.SponsorAct, "delete", "records remove", "stakeholder act remove"),
    Verb(skills.SkillArea, "add", "records add", "skill area add"),
    Verb(skills.SkillArea, "change", "records change", "skill area change"),
    Verb(skills.SkillArea, "say how many are wanted", "skill_sheet cover", "skill area change"),
    Verb(skills.SkillArea, "delete", "records remove", "skill area remove"),
    Verb(skills.SkillPage, "begin, with their yes", "records add", "skill add"),
    Verb(skills.SkillPage, "change", "records change", "skill change"),
    Verb(skills.SkillPage, "say a level", "skill_page level", "skill level"),
    Verb(skills.SkillPage, "say a wish", "skill_page learn", "skill level"),
    Verb(skills.SkillPage, "take back", "skills verb('take_back')", "skill take-back"),
    Verb(skills.SkillPair, "add", "records add", "skill pair add"),
    Verb(skills.SkillPair, "pair up", "skill_sheet pair", "skill pair add"),
    Verb(skills.SkillPair, "change", "records change", "skill pair change"),
    Verb(skills.SkillPair, "delete", "records remove", "skill pair remove"),
    Verb(smo.ServiceContact, "say how they meet", "matrix contact", "champion contact"),
    Verb(smo.ServiceContact, "say what about", "matrix topic", "champion contact"),
    Verb(smo.ServiceContact, "note a meeting", "matrix met", "champion contact"),
    Verb(project.Project, "add", "records add", "project add"),
    Verb(project.Project, "change", "records change", "project change"),
    Verb(project.Project, "delete", "records remove", "project remove"),
    Verb(project.Project, "hand over its table", "table sheet", "project table"),
    Verb(project.TableAnswer, "answer", "table answer", "project answer"),
    Verb(project.TableAnswer, "say who finds out", "table finder", "project answer"),
    Verb(project.ProjectSeat, "add", "table seat", "project seat add"),
    Verb(project.ProjectSeat, "change", "records change", "project seat change"),
    Verb(project.ProjectSeat, "delete", "records remove", "project seat remove"),
    Verb(project.LifeCriterion, "add", "table criterion", "project criterion add"),
    Verb(project.LifeCriterion, "change", "records change", "project criterion change"),
    Verb(project.LifeCriterion, "delete", "records remove", "project criterion remove"),
    Verb(project.ValueCheck, "judge", "table check", "project check add"),
    Verb(project.ValueCheck, "change", "records change", "project check change"),
    Verb(project.ValueCheck, "delete", "records remove", "project check remove"),
    Verb(curiosity.Curiosity, "mark", "stages asked", "stage asked add"),
    Verb(curiosity.Curiosity, "change", "records change", "stage asked change"),
    Verb(curiosity.Curiosity, "delete", "records remove", "stage asked remove"),
    Verb(pulse.PulseSurvey, "open", "pulse open_wave", "pulse open"),
    Verb(pulse.PulseSurvey, "take answers in", "pulse_open slips", "pulse import"),
    Verb(pulse.PulseSurvey, "close", "pulse_open close_wave", "pulse close"),
    Verb(pulse.PulseSurvey, "read", "pulse_figures team", "pulse show"),
    Verb(practice.CustomPractice, "add", "records add", "practice add"),
    Verb(practice.CustomPractice, "change", "records change", "practice change"),
    Verb(practice.PracticeDecision, "decide", "records change", "practice change"),
    Verb(practice.AssessedLevel, "note", "practices verb('assessed')", "practice level add"),
    Verb(practice.AssessedLevel, "change", "records change", "practice level change"),
    Verb(practice.AssessedLevel, "delete", "records remove", "practice level remove"),
    Verb(trail.Issued, "write a paper", "papers write", "render"),
    Verb(trail.Purge, "purge", "places purge", "purge"),
    Verb(trail.SentCalendar, "export", "papers export", "export"),
    Verb(handle.HandleKey, "export", "papers export", "export"),
)

WITHOUT_COMMAND = {
    "go on": "the clock of a session runs in its window; one without it is noted by “session held”",
}
"""What is done on a screen alone, and why."""

WITHOUT_SCREEN: dict[str, str] = {}
"""What is done by a command alone, and why."""


def test_every_kind_of_record_has_its_verbs():
    assert {verb.record for verb in VERBS} == {*registry.ENTITIES}


@for_each("verb", VERBS, ids=lambda each: f"{each.record.__name__}: {each.does}")
def test_every_verb_has_a_screen_and_a_command_that_are_there(verb):
    assert bool(verb.screen) is (verb.does not in WITHOUT_SCREEN)
    assert bool(verb.command) is (verb.does not in WITHOUT_COMMAND)
    if verb.screen:
        context, _, name = verb.screen.partition(" ")
        assert name in {each.name for each in contexts()[context].commands}
    if verb.command:
        assert tuple(verb.command.split()) in EVERY_COMMAND


def test_every_command_is_for_a_verb_or_for_none_in_particular():
    used = {tuple(verb.command.split()) for verb in VERBS}
    assert set(EVERY_COMMAND) - used - {tuple(each.split()) for each in FOR_NO_RECORD} == set()


FOR_NO_RECORD = {
    "champion charter",
    "champion list",
    "champion show",
    "champion sitting",
    "check",
    "deletions",
    "demo",
    "hours list",
    "hours show",
    "learning course list",
    "learning course show",
    "learning list",
    "learning show",
    "leader list",
    "leader show",
    "needs",
    "person list",
    "person remove",
    "person show",
    "practice level list",
    "practice level show",
    "practice list",
    "practice remove",
    "practice show",
    "programme list",
    "programme show",
    "project check list",
    "project check show",
    "project criterion list",
    "project criterion show",
    "project list",
    "project seat list",
    "project seat show",
    "project show",
    "promises",
    "pulse report",
    "restore",
    "service list",
    "service show",
    "skill area list",
    "skill area show",
    "skill cover",
    "skill list",
    "skill pair list",
    "skill pair show",
    "skill remove",
    "skill show",
    "stakeholder act list",
    "stakeholder act show",
    "stakeholder list",
    "stakeholder show",
    "chain list",
    "chain show",
    "message list",
    "message show",
    "message text",
    "story list",
    "story show",
    "story sheet",
    "specialism list",
    "specialism show",
    "stage asked list",
    "stage asked show",
    "stage list",
    "stage show",
    "team changes",
    "team list",
    "template check",
    "template copy",
    "template fields",
    "template list",
    "workshop check",
    "workshop list",
    "workshop rehearse",
    "workshop schema",
    "workshop show",
}
"""Commands that list, or look after files."""


def table() -> str:
    """Return the verbs as Markdown: what, screen and key, command."""
    known = contexts()
    lines = ["| record | verb | screen | key | command |", "|-|-|-|-|-|"]
    for verb in VERBS:
        context, _, name = verb.screen.partition(" ")
        found = (
            next((each for each in known[context].commands if each.name == name), None) if context else None
        )
        title, key = (known[context].title, found.label or "^P") if context and found else ("", "")
        what = registry.ENTITIES[verb.record].name
        command = verb.command or f"– ({WITHOUT_COMMAND[verb.does]})"
        title = title or f"– ({WITHOUT_SCREEN[verb.does]})"
        lines.append(f"| {what} | {verb.does} | {title} | {key} | {command} |")
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
