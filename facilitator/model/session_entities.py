"""The record types of a session: what was heard, what follows from it, how it went."""

from __future__ import annotations

from facilitator.model.base import Release, Retention
from facilitator.model.entity import Entity

_FROZEN: frozenset[str] = frozenset()
_IDEA_OPEN = frozenset({"said", "status", "first_answered", "answer", "review_on", "benefits"})

SESSION_ENTITIES = (
    Entity(
        "observation.Observation",
        "session",
        "observations",
        "note",
        ("text", "kind", "practice"),
        retention=Retention.OBSERVATION,
        release=Release.WORDS,
        letter="N",
        open_when_closed=frozenset({"no_by", "no_because"}),
    ),
    Entity(
        "group.NoteGroup",
        "session",
        "groups",
        "group",
        ("title",),
        retention=Retention.OBSERVATION,
        release=Release.WORDS,
        open_when_closed=_FROZEN,
    ),
    Entity(
        "idea.ImprovementIdea",
        "session",
        "ideas",
        "idea",
        ("title", "status", "practices"),
        release=Release.WORDS,
        letter="I",
        open_when_closed=_IDEA_OPEN,
    ),
    Entity(
        "idea.DotVote",
        "session",
        "votes",
        "vote",
        ("subject", "people", "dots"),
        release=Release.FIGURES,
        open_when_closed=_FROZEN,
    ),
    Entity(
        "action.Action",
        "session",
        "actions",
        "action",
        ("text", "owner", "due_now", "status"),
        release=Release.WORDS,
        letter="A",
    ),
    Entity(
        "action.Commitment",
        "session",
        "commitments",
        "promise",
        ("text", "role", "by", "status"),
        release=Release.WORDS,
        letter="C",
    ),
    Entity(
        "interaction.Interaction",
        "session",
        "interactions",
        "interaction",
        ("team", "practice", "rung"),
        release=Release.FIGURES,
        open_when_closed=_FROZEN,
    ),
    Entity(
        "interaction.InterfaceSide",
        "session",
        "interfaces",
        "interface",
        ("counterpart", "practice", "passes"),
        release=Release.WORDS,
        open_when_closed=frozenset({"agreed_for_sharing"}),
    ),
    Entity(
        "session.ListeningSession",
        "session",
        "sessions",
        "session",
        ("number", "teams", "planned_start", "status"),
        release=Release.FRAME,
        open_when_closed=frozenset({"next_meeting", "follow_up", "status"}),
    ),
    Entity(
        "session.SegmentRun",
        "session",
        "segment_runs",
        "segment run",
        ("segment", "planned"),
        open_when_closed=_FROZEN,
    ),
    Entity(
        "session.Draft", "session", "drafts", "draft", ("segment", "text"), retention=Retention.OBSERVATION
    ),
    Entity(
        "session.OnScreen",
        "session",
        "on_screen",
        "screen",
        ("segment", "practice"),
        retention=Retention.OBSERVATION,
    ),
    Entity(
        "debrief.Debrief",
        "session",
        "debriefs",
        "debrief",
        ("mood", "next_time"),
        retention=Retention.PRIVATE,
        release=Release.WORDS,
    ),
    Entity(
        "take_out.TakeOutDue", "session", "take_outs", "take out", ("id",), retention=Retention.OBSERVATION
    ),
)
"""A row each, in the order in which files and pages have them."""
