"""The programme, the 90-minute script and the session that the tests of the live room share."""

from __future__ import annotations

from datetime import UTC, datetime

from facilitator.model.person import Person
from facilitator.model.practice import CapabilityLevel, Practice, PracticeGroup
from facilitator.model.script import KindSpec, Method, Script, ScriptAudience, Segment, Stage
from facilitator.model.session import ListeningSession
from facilitator.model.team import Team, TeamKind

NAMES = (
    "Change enablement",
    "Organizational change management",
    "Project management",
    "Problem management",
    "Knowledge management",
    "Incident management",
    "Service desk",
    "Service request management",
    "Risk management",
    "IT asset management",
    "KCS",
)


def practice(name: str) -> Practice:
    return Practice(
        key=name.lower().replace(" ", "_"),
        name=name,
        group=PracticeGroup.SERVICE,
        description="",
        level=CapabilityLevel.OPERATIONAL,
        counterpart_kinds=(),
        questions=(),
    )


PRACTICES = tuple(practice(name) for name in NAMES)
SHORTLIST = ("change_enablement", "project_management", "problem_management", "knowledge_management")

INFRASTRUCTURE = Team(id="t-infra", name="Infrastructure and Cloud", short_name="Infrastructure", headcount=9)
DESK = Team(id="t-desk", name="Service Desk", short_name="Desk", kind=TeamKind.FRONT_LINE, headcount=11)
APPS = Team(id="t-apps", name="Business Applications", headcount=10)
TEAMS = (INFRASTRUCTURE, DESK, APPS)

DEV = Person(id="p-dev", name="Dev Pillai", team="t-infra")
SAM = Person(id="p-sam", name="Sam Oduya", team="t-infra")
OTHER_SAM = Person(id="p-sam2", name="Sam Blake", team="t-apps")
JO = Person(id="p-jo", name="Jo Marsh", handle="jomar", team="t-desk")
PEOPLE = (DEV, SAM, OTHER_SAM, JO)

_TABLE = (
    # key, title, minutes, minimum, turn, keep, parts, instruments, capture
    ("welcome", "Welcome", 5, 3, 11, True, 1, "agreement notes", "parking private"),
    ("why", "Why you", 4, 2, 3, False, 1, "notes", "puzzle parking"),
    ("pride", "Pride", 8, 4, 4, False, 1, "notes", "pride"),
    ("touch_map", "Touch map", 10, 6, 6, False, 1, "touch_map notes", "parking"),
    ("focus", "Choose focus", 4, 2, 7, False, 1, "focus notes", "parking"),
    ("deep", "Deep listening", 24, 8, 10, True, 3, "notes", "hurts works workaround moment_of_truth"),
    ("stretch", "Stretch", 2, 0, 1, False, 1, "notes", "parking"),
    ("ideas", "Ideas", 12, 7, 5, False, 1, "ideas", "parking risk"),
    ("vote", "Vote", 3, 2, 8, False, 1, "vote", "parking"),
    ("impact", "Impact and effort", 6, 0, 2, False, 1, "impact", "parking"),
    ("actions", "Actions", 7, 5, 12, True, 1, "actions", "parking risk"),
    ("read_back", "Read-back", 3, 3, 13, True, 1, "read_back", "parking private"),
    ("close", "Close", 2, 1, 9, False, 1, "close", "parking private"),
)


def segment(
    key: str,
    title: str,
    minutes: int,
    minimum: int,
    turn: int,
    keep: bool,
    parts: int,
    instruments: str,
    capture: str,
) -> Segment:
    return Segment(
        key=key,
        title=title,
        short_title=title,
        minutes=minutes,
        minimum=minimum,
        turn=turn,
        keep=keep,
        parts=parts,
        method=Method.STORIES if parts > 1 else Method.TALK,
        instruments=tuple(instruments.split()),
        capture=tuple(capture.split()),
    )


LISTENING_90 = Script(
    key="listening-90",
    title="Listening session, 90 minutes",
    audience=ScriptAudience.ANY,
    stage=Stage.LISTEN,
    minutes=90,
    kinds=(KindSpec(key="thanks", label="thanks", letter="t", meaning="somebody was thanked"),),
    segments=tuple(segment(*row) for row in _TABLE),
)


def planned() -> ListeningSession:
    """Return session L-03 of the worked example, as it was planned."""
    return ListeningSession(
        number=3,
        teams=(INFRASTRUCTURE.id,),
        script=LISTENING_90,
        planned_start=datetime(2026, 3, 12, 10, 0, tzinfo=UTC),
        minutes=90,
        shortlist=SHORTLIST,
    )
