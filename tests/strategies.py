"""Records nobody thought of: any entity, drawn from what its fields say of themselves.

`records(Kind)` and `any_record(file)` draw from the type and the `Meta` of each field, so that a field
added later is drawn without a word here. A few rules bind fields of a record to each other; `_MENDERS`
turn what was drawn into something those rules allow.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from types import NoneType, UnionType
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

import msgspec
from hypothesis import strategies as st

from facilitator.errors import RuleBroken
from facilitator.insight.pulse_keeping import keep
from facilitator.model.action import Action, ActionStatus
from facilitator.model.audience import Attribution, Remark, Visibility, Worded
from facilitator.model.base import Record
from facilitator.model.curiosity import Curiosity
from facilitator.model.debrief import Debrief
from facilitator.model.idea import DotVote, IdeaStatus, ImprovementIdea
from facilitator.model.interaction import Frequency, Interaction, InterfaceSide, TouchRole
from facilitator.model.ladder import Agreement, Rung
from facilitator.model.observation import MOMENT, Observation
from facilitator.model.practice import CustomPractice, Practice, PracticeGroup
from facilitator.model.programme import Programme
from facilitator.model.pulse import Invited, PulseSurvey, Questionnaire
from facilitator.model.pulse_kept import KeptFigure, KeptWave
from facilitator.model.registry import entities_of
from facilitator.model.script import Script, Segment
from facilitator.model.session import FistOfFive, ListeningSession, Roti, SegmentRun, Stretch
from facilitator.model.skills import SkillPage, SkillPair
from facilitator.model.smo import Champion
from facilitator.model.tally import SCALE, Tally
from facilitator.model.trail import Purge
from facilitator.text import clean

DAY = date(2026, 3, 12)

# Text ---------------------------------------------------------------------------------------------

any_text = st.text(max_size=40)
"""Whatever Python calls a string, lone surrogates too."""

clean_text = st.text(max_size=40).map(clean)
"""What may stand in a record: every alphabet, marks, joiners, emoji, newlines and tabs."""

printable = st.text(
    st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"), exclude_characters="\ufeff"), max_size=40
).filter(str.isprintable)
"""Text without anything that acts."""

names = st.text(st.characters(categories=("L", "N", "M")), min_size=1, max_size=12).map(
    lambda text: unicodedata.normalize("NFC", text)
)

HOSTILE = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;http://example.org\x1b\\link\x1b]8;;\x1b\\",
    "\x9b2J",
    "a\x00b\x07c\x08d\x7f",
    "abc\u202edef\u2066ghi\u2069",
    "\ud800alone\udfff",
    "\ufeffmark",
    "cafe\u0301",
    "one\r\ntwo\rthree\u2028four\x85five\x0bsix",
)
"""Text that `clean` changes."""

TRICKY = (
    "[/nope] [@click=app.bell]x[/] [b",
    "{{ 7 * 7 }} {% raw %}",
    "=HYPERLINK(1) +1 -1 @x",
    "<script>&amp;</script>",
    '"quotes" \\ back\\slash \\u0041',
    "👩🏽‍🔧 engineer",  # noqa: RUF100
    "🏴󠁧󠁢󠁥󠁮󠁧󠁿",
    "हिन्दी ไทย العربية עברית 日本語",
    "two\nlines\tand a tab",
    " blank at both ends ",
    "a\u200bb\u200d\u00ad",
    "null",
    "ﬃ Å",
    "0",
)
"""Text that looks dangerous and must come through as it is."""

# Records ------------------------------------------------------------------------------------------

ids = st.uuids().map(str)
moments = st.datetimes(datetime(2000, 1, 1), datetime(2100, 1, 1)).map(
    lambda moment: moment.replace(microsecond=0, tzinfo=UTC)
)
days = st.dates(date(2000, 1, 1), date(2100, 1, 1))


def records(kind: type[Record]) -> st.SearchStrategy[Any]:
    """Draw records of a type, with ids of their own, that the rules of a single record allow."""
    return structs(kind)


def any_record(file: str) -> st.SearchStrategy[Any]:
    """Draw a record of any type that belongs in that kind of file."""
    return st.sampled_from(entities_of(file)).flatmap(records)


def structs(kind: type[msgspec.Struct]) -> st.SearchStrategy[Any]:
    """Draw a Struct from the hints of its fields; optional ones are left out now and then."""
    hints = get_type_hints(kind, include_extras=True)
    must, may = {}, {}
    for field in msgspec.structs.fields(kind):
        (must if field.required or field.name == "id" else may)[field.name] = _field(field.name, hints)
    drawn = st.fixed_dictionaries(must, optional=may)
    return drawn.map(lambda fields: made(kind, fields)).filter(lambda made: made is not None)


def made(kind: type[msgspec.Struct], fields: dict[str, Any]) -> msgspec.Struct | None:
    """Return a Struct of these fields, mended where fields depend on each other; None if that fails."""
    for cls in reversed(kind.__mro__):
        fields = _MENDERS.get(cls, dict)(fields)
    try:
        return kind(**fields)
    except RuleBroken:
        return None


def _field(name: str, hints: dict[str, Any]) -> st.SearchStrategy[Any]:
    return ids if name == "id" else _of(hints[name])


def _of(hint: Any, **limits: Any) -> st.SearchStrategy[Any]:
    origin, args = get_origin(hint), get_args(hint)
    if origin is Annotated:
        for meta in args[1:]:
            if isinstance(meta, msgspec.Meta):
                limits |= {
                    name: value
                    for name in ("ge", "le", "pattern", "min_length", "max_length")
                    if (value := getattr(meta, name)) is not None
                }
                if "ref" in (meta.extra or {}):
                    limits["ref"] = True
        return _of(args[0], **limits)
    if origin in (Union, UnionType):
        return st.one_of([_of(arg, **limits) for arg in args])
    if origin is tuple:
        size = {"min_size": limits.get("min_length", 0), "max_size": limits.get("max_length", 3)}
        return st.lists(_of(args[0]), **size).map(tuple)
    if origin is dict:
        return st.dictionaries(ids, _of(args[1]), max_size=3)
    return _plain(hint, limits)


def _plain(hint: Any, limits: dict[str, Any]) -> st.SearchStrategy[Any]:
    if hint is NoneType:
        return st.none()
    if hint is bool:
        return st.booleans()
    if hint is str:
        if limits.get("ref"):
            return ids
        if "pattern" in limits:
            return st.from_regex(re.sub(r"\$(?!\])", r"\\Z", limits["pattern"]), alphabet=_ASCII).filter(
                lambda text: len(text) < 30
            )
        return names if limits.get("min_length") else clean_text
    if hint is int:
        return st.integers(limits.get("ge", -(2**31)), limits.get("le", 2**31))
    if hint is float:
        return st.floats(limits.get("ge", -1e9), limits.get("le", 1e9), allow_nan=False)
    if hint is datetime:
        return moments
    if hint is date:
        return days
    if issubclass(hint, msgspec.Struct):
        return structs(hint)
    return st.sampled_from(hint)


_ASCII = st.characters(codec="ascii")

# What rules within one record ask -----------------------------------------------------------------

Fields = dict[str, Any]


def _worded(fields: Fields) -> Fields:
    if fields.get("visibility", Visibility.TEAM).reaches(Visibility.PARTNERS):
        fields["room_yes"] = fields.get("room_yes") or DAY
    return fields


def _remark(fields: Fields) -> Fields:
    named = fields.get("attribution") is Attribution.NAMED
    return fields | {"said_by": (fields.get("said_by") or "a person") if named else None}


def _observation(fields: Fields) -> Fields:
    if fields.get("kind") != MOMENT:
        fields["effect"] = None
    if fields.get("kind") in ("private", "quote"):
        fields |= {"visibility": Visibility.FACILITATOR, "attribution": Attribution.NONE, "said_by": None}
    return fields


def _debrief(fields: Fields) -> Fields:
    return fields | {"visibility": Visibility.FACILITATOR}


def _idea(fields: Fields) -> Fields:
    status = fields.get("status")
    if status is IdeaStatus.DECLINED:
        fields["answer"] = "not this year"
    if status is IdeaStatus.PARKED:
        fields["review_on"] = DAY
    if status is IdeaStatus.BENEFIT_CONFIRMED:
        fields["status"] = IdeaStatus.DONE
    return fields


def _action(fields: Fields) -> Fields:
    status = fields.get("status", ActionStatus.PROPOSED)
    if status not in (ActionStatus.PROPOSED, ActionStatus.DROPPED):
        fields["owner"] = fields.get("owner") or "a person"
    return fields | {
        ActionStatus.BLOCKED: {"blocked_by": "the supplier"},
        ActionStatus.DONE: {"done_on": DAY},
        ActionStatus.DROPPED: {"reason": "no longer needed"},
    }.get(status, {})


def _vote(fields: Fields) -> Fields:
    fields["people"] = fields["people"] % 30 + 1
    fields["dots"] = {item: min(dots, 1) for item, dots in fields.get("dots", {}).items()}
    most = fields["people"] * fields.get("dots_each", 3)
    fields["dots"] = dict(list(fields["dots"].items())[:most])
    return fields


def _interaction(fields: Fields) -> Fields:
    role = fields["role"]
    if role is TouchRole.NONE:
        fields |= {"frequency": Frequency.NEVER, "importance": None, "ease": None, "rung": None}
    if not role.touches:
        fields["rung"] = None
    if fields.get("rung") is None:
        fields["agreement"] = None
    split = fields.get("agreement") is Agreement.SPLIT
    fields["split"] = {}
    if split:
        fields["rung"] = Rung(min(fields["rung"], 4))
        fields["split"] = {str(fields["rung"].value): 5, str(fields["rung"].value + 1): 3}
    return fields


def _segment(fields: Fields) -> Fields:
    minimum = min(fields["minimum"], fields["minutes"])
    return fields | {"minimum": max(minimum, int(fields.get("keep", False))), "capture": ("works",)}


def _script(fields: Fields) -> Fields:
    segments = {segment.key: segment for segment in fields["segments"]}
    whole = msgspec.structs.replace(next(iter(segments.values())), minutes=5, minimum=1)
    segments[whole.key] = whole
    return fields | {
        "segments": tuple(segments.values()),
        "minutes": sum(segment.minutes for segment in segments.values()),
    }


def _session(fields: Fields) -> Fields:
    fields["teams"] = tuple(dict.fromkeys(fields["teams"]))
    fields["remote"] = min(fields.get("remote", 0), fields.get("attendance") or 0)
    return fields


def _run(fields: Fields) -> Fields:
    stretches = fields.get("stretches", ())
    open_end = not fields.get("ended") and not fields.get("skipped")
    fields["stretches"] = tuple(
        stretch
        if stretch.seconds is not None or (open_end and place == len(stretches) - 1)
        else Stretch(start=stretch.start, seconds=1.5)
        for place, stretch in enumerate(stretches)
    )
    return fields


def _programme(fields: Fields) -> Fields:
    if fields.get("started") and fields.get("ends"):
        fields["started"], fields["ends"] = sorted((fields["started"], fields["ends"]))
    return fields


def _questionnaire(fields: Fields) -> Fields:
    items = {item.key: item for item in fields["items"]}
    words = {
        word.casefold(): word for word in (fields.get("cant_say", "can't say"), *fields["answers"], *"abcde")
    }
    cant_say, *answers = tuple(words.values())[: SCALE + 1]
    return fields | {"items": tuple(items.values()), "answers": tuple(answers), "cant_say": cant_say}


def _survey(fields: Fields) -> Fields:
    """A wave with two teams at most: open, or closed with something kept of its first statement."""
    drawn = fields.get("teams") or (Invited(team="019ca000-0000-7000-8000-000000000001", invited=9),)
    teams = tuple({team.team: team for team in drawn}.values())
    key = fields["questionnaire"].keys[0]
    kept = None
    if fields.get("closed"):
        fields["opened"], fields["closed"] = sorted((fields["opened"], fields["closed"]))
        tallies = {team.team: Tally(responses=9, answers={key: (2, 1, 3, 1, 2)}) for team in teams}
        kept = keep({team.team: team.invited for team in teams}, tallies, (key,), 5)
    return fields | {"teams": teams, "totals": None, "kept": kept}


def _hands(how_many: int) -> Callable[[Fields], Fields]:
    return lambda fields: {"hands": (*fields["hands"], *(0,) * how_many)[:how_many]}


def _at_one_level(fields: Fields) -> Fields:
    """Leave each area of a page of skills at the first level it stands at."""
    seen: set[str] = set()
    kept: Fields = {}
    for name in ("teaches", "expert", "works_alone", "can_help", "aware"):
        kept[name] = tuple(area for area in dict.fromkeys(fields.get(name, ())) if area not in seen)
        seen |= {*kept[name]}
    return kept


_MENDERS: dict[type, Callable[[Fields], Fields]] = {
    Worded: _worded,
    Remark: _remark,
    Observation: _observation,
    Debrief: _debrief,
    ImprovementIdea: _idea,
    Action: _action,
    DotVote: _vote,
    Interaction: _interaction,
    InterfaceSide: _worded,
    Segment: _segment,
    Script: _script,
    ListeningSession: _session,
    SegmentRun: _run,
    Programme: _programme,
    Practice: lambda fields: fields,
    CustomPractice: lambda fields: (
        fields | {"practice": msgspec.structs.replace(fields["practice"], group=PracticeGroup.CUSTOM)}
    ),
    Curiosity: lambda fields: fields | {"other": None},
    SkillPage: lambda fields: fields | {"agreed": True} | _at_one_level(fields),
    SkillPair: lambda fields: fields | {"agreed": True},
    Champion: lambda fields: fields | {"consented": True, "consented_on": None},
    Questionnaire: _questionnaire,
    Tally: lambda fields: {
        name: part for name, part in fields.items() if name not in ("responses", "answers")
    },
    KeptFigure: lambda fields: {"item": fields["item"], "mood": "not_shown"},
    KeptWave: lambda fields: fields,
    PulseSurvey: _survey,
    FistOfFive: _hands(6),
    Roti: _hands(5),
    Purge: lambda fields: fields | {"counts": fields["counts"] or {"observations": 1}},
}
