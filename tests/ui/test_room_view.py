"""The room's screen: nothing private on it, whatever the records; everything permitted is there."""

from itertools import count
from typing import NamedTuple

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from facilitator.extensions import instrument_names
from facilitator.model.action import Action, ActionStatus, Commitment
from facilitator.model.audience import Attribution, Remark, Visibility, Worded, room
from facilitator.model.base import Record, fields_of
from facilitator.model.debrief import Debrief
from facilitator.model.group import NoteGroup
from facilitator.model.idea import DotVote, ImprovementIdea, VoteSubject
from facilitator.model.interaction import Interaction, InterfaceSide
from facilitator.model.observation import KINDS, Observation
from facilitator.model.person import Person
from facilitator.model.script import Polled, QuestionSpec, ScaleSpec, Script, ScriptAudience, Segment, Stage
from facilitator.model.session import Draft, FistOfFive, ReadBack, Roti, SegmentRun
from facilitator.model.team import Team
from facilitator.ui.room.drawing import Moment
from facilitator.ui.room.frame import frame
from facilitator.ui.room.moment import _with_item
from facilitator.ui.widgets.row_list import RowList
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.release.release import for_audience
from tests.making import START, View, session
from tests.strategies import made, records
from tests.ui.going import go
from tests.ui.person import WIDE

PRACTICES = ("change_enablement", "service_desk", "risk_management")
HEARD = (
    *(Observation, NoteGroup, ImprovementIdea, Action, Commitment, Interaction, InterfaceSide, DotVote),
    *(Draft, Debrief, SegmentRun),
)
"""What a session file holds beside the session."""

SPEAKER, HOPEFUL, WILLING = "Sibylla Speaker", "Hope Hopeful", "Will Willing"


# Any records --------------------------------------------------------------------------------------


class Said(View):
    """The records of one session, as a file shows them."""

    @property
    def session(self):
        return self.records[0]


class Programme(NamedTuple):
    """A programme with a team, and three people who must be told apart."""

    folder: object
    team: str
    people: dict[str, str]


@pytest.fixture(scope="module")
def programme(tmp_path_factory):
    folder = Workspace(tmp_path_factory.mktemp("room")).new_programme("Better", "Harrowmere", timezone="UTC")
    team = folder.file.put(Team(name="Infrastructure", headcount=9))
    people = {name: folder.file.put(Person(name=name)).id for name in (SPEAKER, HOPEFUL, WILLING)}
    yield Programme(folder, team.id, people)
    folder.close()


class Marked(NamedTuple):
    """Records with a mark of its own in every text; which marks nobody may see, and which all must."""

    records: tuple[Record, ...]
    secret: frozenset[str]
    due: frozenset[str]
    willing: bool


def marked(drawn, who):
    """Put marks into what was drawn, and judge by docs/field.md what the room may read."""
    number = count(1)
    secret, due, whole = set(), set(), []
    for record, chances in drawn:
        fields = {name: getattr(record, name) for name in record.__struct_fields__}
        fields |= settled(record, chances, who)
        fields |= {name: f"Q{next(number)}Q {fields[name]}" for name in texts(record)}
        changed = made(type(record), fields)
        assert changed is not None
        whole.append(changed)
        # Only what still has its mark: a rule may have put other words there, such as those of a redaction.
        first = {name: getattr(changed, name).split(" ")[0] for name in texts(changed)}
        marks = {name: mark for name, mark in first.items() if mark.startswith("Q")}
        hidden = not isinstance(changed, Worded) or changed.visibility is Visibility.FACILITATOR
        ours = {field.name for field in fields_of(type(changed)) if field.only_us}
        secret |= {mark for name, mark in marks.items() if hidden or name in ours}
        if (
            isinstance(changed, Observation)
            and "text" in marks
            and not hidden
            and changed.merged_into is None
        ):
            due.add(marks["text"])
    willing = any(isinstance(each, Action) and said_yes(each) for each in whole)
    return Marked(tuple(whole), frozenset(secret), frozenset(due), willing)


def said_yes(action):
    return action.accepted and action.status is not ActionStatus.PROPOSED


def texts(record):
    """The fields of a record that hold words of people."""
    keys = {"id", "kind", "segment", "practice", "said_by", "owner"}
    titled = {field.name for field in fields_of(type(record)) if field.remark or field.title}
    held = {name for name in record.__struct_fields__ if type(getattr(record, name)) is str}
    return sorted((held & titled) - keys)


class Chances(NamedTuple):
    """What is drawn beside a record, so that every case comes often enough."""

    kind: str
    level: Visibility
    attribution: Attribution
    merged: bool


def settled(record, chances, who):
    """Say who may see a record and who said it; actions belong to who only hopes or has said yes."""
    if isinstance(record, Interaction):
        return {"practice": PRACTICES[0]}
    if not isinstance(record, Worded):
        return {}
    given = {"visibility": chances.level}
    if isinstance(record, Action):
        given["owner"] = who[WILLING if said_yes(record) else HOPEFUL]
    if isinstance(record, Remark):
        given |= {"attribution": chances.attribution, "said_by": who[SPEAKER]}
    if isinstance(record, Observation | ImprovementIdea):
        given["merged_into"] = "another" if chances.merged else None
    if isinstance(record, Observation):
        given["kind"] = chances.kind
    return given


CHANCES = st.builds(
    Chances,
    kind=st.sampled_from(sorted(KINDS)),
    level=st.sampled_from(Visibility),
    attribution=st.sampled_from(Attribution),
    merged=st.sampled_from((False, False, True)),
)


ANY = {kind: st.tuples(records(kind), CHANCES) for kind in HEARD}


HANDS = st.lists(st.integers(0, 9), min_size=6, max_size=6).map(tuple)


@settings(max_examples=40)
@given(
    drawn=st.lists(
        st.one_of(*ANY.values(), *[ANY[Observation]] * 6, *[ANY[Action]] * 3), min_size=5, max_size=8
    ),
    instrument=st.sampled_from(instrument_names()),
    practice=st.sampled_from((*PRACTICES, None)),
    hands=HANDS,
    width=st.sampled_from((38, 70, 106)),
)
def test_no_frame_shows_what_the_room_may_not_see(programme, drawn, instrument, practice, hands, width):
    check(programme, drawn, instrument, practice, hands, width)


@pytest.mark.parametrize("instrument", instrument_names())
def test_no_frame_of_an_instrument_shows_it(programme, instrument):
    """The same for each instrument by itself, with a few records of every kind."""

    @settings(max_examples=6)
    @given(drawn=st.tuples(*ANY.values(), ANY[Observation]), hands=HANDS)
    def hold(drawn, hands):
        check(programme, drawn, instrument, PRACTICES[0], hands, 106)

    hold()


def check(programme, drawn, instrument, practice, hands, width):
    said = marked(drawn, programme.people)
    held = session(
        teams=(programme.team,),
        shortlist=PRACTICES,
        focus=PRACTICES[:1],
        read_back=ReadBack(done=False, at=START, why_not="Q0Q nobody was left"),
        fist_of_five=FistOfFive(hands),
        roti=Roti(hands[1:]),
    )
    released = for_audience(programme.folder, room(programme.team), [Said(held, *said.records)])
    moment = Moment("Deep listening", "Which sentence?", instrument, practice, 480.0, 120.0)
    seen = drawn_to_text(frame(released, released.sessions[0], moment), width)
    words = set(seen.split())
    assert not words & (said.secret | {"Q0Q"})
    assert said.due <= words
    assert "Speaker" not in seen
    assert "Hopeful" not in seen
    assert said.willing or "Willing" not in seen


# Lists, loops, groups, columns and polls ---------------------------------------------------------

COVERED = 77
"""Dots and hands while they are covered."""

LISTS = ("notes", "groups", "ideas", "notes:risk", ("Monday", "Friday"))


def part(key, **given):
    return Segment(key=key, title=key, short_title=key, minutes=10, minimum=1, turn=1, **given)


SCRIPT = Script(
    key="own",
    title="Own",
    audience=ScriptAudience.ANY,
    stage=Stage.REVIEW,
    minutes=10 * (2 * len(LISTS) + 3),
    scales=(ScaleSpec(key="two", answers=("yes", "no")),),
    questions=(QuestionSpec(key="pace", title="Pace", scale="two", good="fast", poor="slow"),),
    segments=(
        part("columns", columns=True, capture=("works", "risk", "private"), instruments=("columns",)),
        part("groups", instruments=("groups",)),
        part("poll", instruments=("poll",)),
        *(part(f"vote_{at}", instruments=("list_vote",), votes_on=each) for at, each in enumerate(LISTS)),
        *(part(f"loop_{at}", each=each) for at, each in enumerate(LISTS)),
    ),
)


@settings(max_examples=12)
@given(drawn=st.tuples(*[ANY[Observation]] * 4, *[ANY[NoteGroup]] * 2, *[ANY[ImprovementIdea]] * 2))
def test_no_frame_of_a_script_of_its_own_shows_it(programme, drawn):
    """In every segment, with every record in hand: also one that is not for the room, or is gone."""
    said = marked(drawn, programme.people)
    groups = [each.id for each in said.records if isinstance(each, NoteGroup)]
    heard = [
        replace(each, group=groups[at % 2], item="") if isinstance(each, Observation) else each
        for at, each in enumerate(said.records)
    ]
    asked = Polled(segment="poll", question="pace", hands={"yes": COVERED, "no": 1})
    held = session(
        teams=(programme.team,), script=SCRIPT, minutes=SCRIPT.minutes, polled=(asked,), attendance=90
    )
    keys = [each.id for each in heard]
    votes = [
        DotVote(
            subject=VoteSubject.LIST,
            segment=each.key,
            people=1000,
            dots=dict.fromkeys(keys, COVERED),
            revealed=False,
        )
        for each in SCRIPT.segments
        if each.votes_on
    ]
    released = for_audience(programme.folder, room(programme.team), [Said(held, *heard, *votes)])
    cast = COVERED * len(keys)
    for segment in SCRIPT.segments:
        for instrument in dict.fromkeys((*segment.instruments, "notes")):
            for key in (*keys, "gone", "") if segment.each else ("",):
                moment = Moment("", "", instrument, segment=segment.key, kind="works", item=key)
                moment = _with_item(moment, released.sessions[0])
                seen = drawn_to_text(frame(released, released.sessions[0], moment), 106)
                words = {*seen.replace(f"{cast} of", "").split(), *moment.question.split()}
                assert not words & (said.secret | {"Q0Q", str(COVERED)}), (segment.key, instrument)
                assert "●" not in seen


def drawn_to_text(shown, width):
    lines = [line.plain for row in shown.rows for line in row.draw(width)]
    return "\n".join((shown.heading.plain, *lines))


def test_an_owner_who_said_yes_is_named(programme):
    """Otherwise the test above could not see a leak of names."""
    action = Action(text="Q1Q", owner=programme.people[WILLING], status=ActionStatus.OPEN)
    said = Said(session(teams=(programme.team,)), action)
    released = for_audience(programme.folder, room(programme.team), [said])
    shown = frame(released, released.sessions[0], Moment("", "", "actions"))
    assert WILLING in drawn_to_text(shown, 106)


# On the screen ------------------------------------------------------------------------------------

LINES = {
    "+ PUBLIC-1 the board moved closer @desk +3": "PUBLIC-1",
    "- PUBLIC-2 forms in three copies": "PUBLIC-2",
    "( SECRET-1 two people never spoke": "SECRET-1",
    '" SECRET-2 nobody listens to me': "SECRET-2",
}
"""What is typed; a quote stays with the facilitators until its speaker says yes."""


async def test_the_screen_of_the_room_carries_nothing_private(demo, sit_down):
    async with sit_down(*demo) as person:
        await go(person, "runner")
        await person.enter(*LINES)
        await person.enter("+ SECRET-3 to be narrowed at once")
        note = person.live.notes.last
        person.live.editing.set_visibility(note, Visibility.FACILITATOR)
        person.live.actions.add("PUBLIC-3 ring the desk", owner=somebody(demo[1]))
        notes = [each.text for each in permitted(person.live)]
        await person.type("SECRET-4 half a line")
        for instrument in ("notes", "actions", "ideas", "dot vote"):
            await instrument_of(person, instrument)
            await person.press("f3")
            shown = await everything_on(person)
            await person.press("f3")
            assert "SECRET" not in shown
            assert "Marsh" not in shown
            assert "Half" not in shown
            for text in (*notes, *(["PUBLIC-3 ring the desk"] if instrument == "actions" else [])):
                assert " ".join(text.split()) in shown, (instrument, text)
        check_titles(person, [*notes, "SECRET"])


def somebody(folder):
    return next(person.id for person in folder.people.values() if person.name == "Jo Marsh")


def permitted(live):
    return [note for note in live.notes.all if note.visibility.reaches(Visibility.TEAM)]


async def instrument_of(person, words):
    await person.press("f7")
    await person.choose(words)


async def everything_on(person):
    """Scroll through the room's screen; return all its words as they follow each other."""
    text = person.flow
    rows = person.screen.query_one(RowList)
    drawn = [line.plain for row in rows.rows for line in row.draw(rows.size.width - 2)]
    assert " ".join(drawn[0].split()) in text
    before = ""
    while before != (before := person.flow):
        text += " " + before
        await person.press("pagedown")
    last = [line for line in drawn if line.strip()][-1]
    assert " ".join(last.split()) in text
    return " ".join(f"{text} {' '.join(drawn)}".split())


def check_titles(person, texts):
    """Neither the title of the terminal nor a passing message carries what was said."""
    app = person.app
    told = [app.title, app.sub_title, person.screen.title or "", person.screen.sub_title or ""]
    told += [f"{each.title} {each.message}" for each in app._notifications]
    assert not [text for text in texts if any(text in words for words in told)]
    assert app.title == "Facilitator"


# Blank --------------------------------------------------------------------------------------------


async def test_pressing_a_key_on_the_blank_screen_changes_no_record(demo, sit_down):
    async with sit_down(*demo, size=WIDE) as person:
        await go(person, "notes")
        note = person.live.notes.all[-1]
        await person.press("f4", "x")
        assert person.live.notes.all[-1] == note
        assert msgspec.structs.asdict(note)["text"] in person.flow
