"""Short ways to make the records that tests are about, and to look at several of them together."""

import sys
from datetime import UTC, date, datetime
from types import ModuleType

from facilitator.model import entity, registry
from facilitator.model.practice import CapabilityLevel, Practice, PracticeGroup
from facilitator.model.script import Script, ScriptAudience, Segment, Stage
from facilitator.model.session import ListeningSession, ReadBack

START = datetime(2026, 3, 12, 10, 0, tzinfo=UTC)
DAY = date(2026, 3, 12)
LATER = date(2026, 4, 9)

SEGMENT = Segment(key="deep", title="Deep listening", short_title="Deep", minutes=30, minimum=8, turn=1)
SCRIPT = Script(
    key="short",
    title="A short session",
    audience=ScriptAudience.ANY,
    stage=Stage.LISTEN,
    minutes=30,
    segments=(SEGMENT,),
)
READ_BACK = ReadBack(done=True, at=START)


def session(**fields) -> ListeningSession:
    given = {"number": 3, "teams": ("infra",), "script": SCRIPT, "planned_start": START, "minutes": 30}
    return ListeningSession(**given | fields)


def practice(key: str = "our_own", **fields) -> Practice:
    given = {
        "key": key,
        "name": "Our own",
        "group": PracticeGroup.CUSTOM,
        "description": "",
        "level": CapabilityLevel.TACTICAL,
        "counterpart_kinds": (),
        "questions": (),
    }
    return Practice(**given | fields)


def add_type(monkeypatch, kind, *row, **fields):
    """Register a record type that a test declares, as if its row stood in the registry."""
    module = ModuleType("facilitator.model.added")
    vars(module).update(
        vars(sys.modules[kind.__module__]) | {"__name__": module.__name__, kind.__name__: kind}
    )
    kind.__module__, kind.__qualname__ = module.__name__, kind.__name__
    monkeypatch.setitem(sys.modules, module.__name__, module)
    row_of = entity.Entity(f"added.{kind.__name__}", *row, **fields)
    monkeypatch.setattr(registry, "_ROWS", (*registry._ROWS, row_of))
    monkeypatch.setitem(registry.ENTITIES._by_place, row_of.where, row_of)
    yield kind
    registry.ENTITIES._found.pop(kind, None)
    entity._type_at.cache_clear()


class View:
    """Some records as `model.records.RecordView`."""

    def __init__(self, *records) -> None:
        self.records = records

    def all(self, kind):
        return tuple(record for record in self.records if type(record) is kind)

    def find(self, kind, id):
        return next((record for record in self.all(kind) if record.id == id), None)

    def has(self, kind, field, value):
        return any(getattr(each, field) == value for each in self.all(kind))
