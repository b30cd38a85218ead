"""A workspace in which words stand in every kind of file there can be, and a search for them by bytes."""

import codecs
import html
import io
import json
import shutil
import zipfile
from contextlib import suppress
from datetime import UTC, datetime

import msgspec

from facilitator.documents.exports.finder import EXPORTS, EmptyCalendar, export
from facilitator.documents.formats.registry import writable
from facilitator.documents.render import write
from facilitator.model.action import Action
from facilitator.model.audience import Audience, AudienceKind, Visibility
from facilitator.model.debrief import Debrief
from facilitator.model.idea import ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.registry import ENTITIES
from facilitator.model.session import Draft, SessionStatus
from facilitator.model.team import Team
from facilitator.workspace.folder.session_files import short_id
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.repair import keep_copies
from facilitator.workspace.integrity.restore import restore
from facilitator.workspace.lookup import FoundRecord
from facilitator.workspace.release.issued import remember_issued
from tests.canaries import Filler
from tests.making import READ_BACK, session

FAST = tuple(each for each in writable() if each != "pdf")
"""The formats that are written in no time."""

MARK = "Qvxzjk"
"""A word that stands in no file of the program."""

SAID = f"{MARK} sagt: \"Größe <b>&</b> Ärger\" ist 🙈 C:\\neu\\tafel 'so' — ну"
EARLIER = f"{MARK} früher war das <i>schlimmer</i> & lauter 🙉"
NOW = datetime(2026, 4, 9, 10, tzinfo=UTC)


def bytes_of(root, text=MARK):
    """The files beneath a folder that hold a text in any way it may be written, parts of zips as well."""
    return sorted(path for path in root.rglob("*") if path.is_file() and _holds(path.read_bytes(), text))


def _holds(data, text):
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            return any(_holds(parts.read(name), text) for name in parts.namelist())
    ascii_only = json.dumps(text)[1:-1]
    written = (text, html.escape(text), html.escape(text, quote=False), ascii_only, ascii_only.upper())
    ways = {each.encode(coding) for each in written for coding in ("utf-8", "utf-16-le", "utf-16-be")}
    return any(way in data for way in ways)


class Told:
    """A programme with one reviewed session; the words go into it record by record."""

    def __init__(self, root):
        self.root = root
        self.words = SAID
        self.workspace = Workspace(root, clock=lambda: NOW)
        self.folder = self.workspace.new_programme("Better Together", "H", timezone="UTC")
        self.team = self.folder.file.put(Team(name="Infrastructure", headcount=9)).id
        self.other = self.folder.file.put(Team(name="Service Desk", headcount=9)).id
        self.person = self.folder.file.put(Person(name="Sam Oduya", team=self.team)).id
        self.add_session()

    def add_session(self):
        meeting = session(teams=(self.team,), status=SessionStatus.REVIEWED, read_back=READ_BACK)
        return self.folder.add_session(meeting)

    def again(self, root=None):
        """Close everything and open it again: what was written is at rest. *root* is where it lies now."""
        self.folder.close()
        if root is not None:
            self.root, self.workspace = root, Workspace(root, clock=lambda: NOW)
        self.folder = self.workspace.open(self.workspace.sessions_dir / self.folder.path.name)

    @property
    def file(self):
        return self.folder.sessions[0]

    def note(self, text=SAID, **fields):
        number = len(self.file.all(Observation)) + 1
        return self.file.put(Observation(number=number, text=text, **fields))

    def idea(self, title, **fields):
        return self.file.put(ImprovementIdea(number=1, title=title, **fields))

    def action(self, text, **fields):
        return self.file.put(Action(number=1, text=text, **fields))

    def found(self, record):
        file = None if self.folder.file.find(type(record), record.id) else self.file
        return FoundRecord(record, file, short_id(file, record) if file else record.id)

    def filled(self, kind, text=SAID):
        """Put a record of that type whose every text is *text*, after one whose every text was earlier."""
        ids = {"teams": self.team, "people": self.person, "practices": "change_enablement"}
        ids |= dict.fromkeys(("services", "ideas", "observations"), None)
        ids |= dict.fromkeys(("specialisms", "champions", "skill_areas", "projects", "chains"), "x")
        ids |= {"counterpart": self.other, "counterparts": self.other, "person": self.person}
        filler = Filler(ids)
        level = Visibility.FACILITATOR if kind is Debrief else Visibility.TEAM
        record = filler.record(kind, level)
        canaries = {canary.text for canary in filler.canaries}
        file = self.folder.file if ENTITIES[kind].file == "programme" else self.file
        first = file.put(_with(record, canaries, EARLIER))
        return file.put(_with(msgspec.structs.replace(record, id=first.id), canaries, text))

    # Where words get to

    def copies(self):
        """Let the words be in backups, repair copies, removed sessions, copies of folder sync."""
        self.again()
        backup = back_up(self.workspace, self.folder, clock=lambda: NOW)
        restore(self.workspace, backup)
        here, path = self.folder.path, self.file.path
        self.folder.close()
        for each in (path, here / "programme.json"):
            keep_copies(each, here / "repaired" / "2026-04-09-100000")
        (here / ".removed").mkdir()
        shutil.copy(path, here / ".removed" / "another.json")
        shutil.copy(path, path.with_name(f"{path.stem} (Sam's conflicted copy 2026-04-01).json"))
        (here / f".{path.name}.new").write_text(json.dumps({"text": self.words}), encoding="utf-8")
        (here / f"{path.name}.tmp").write_text(self.words, encoding="utf-8")
        (here / f"{path.name}.bad").write_bytes(b'1234 [["put","x","1",' + json.dumps(self.words).encode())
        self.again()

    def papers(self, *formats, documents=("action-plan",), tables=tuple(EXPORTS)):
        """Write the action plan and all tables, or these, in all or these formats; and a text in UTF-16."""
        papers = self.root / "documents"
        papers.mkdir(exist_ok=True)
        for document in documents:
            for format in formats or FAST:
                write(self.folder, document, session=self.file, format=format, into=papers)
        for what in tables:
            for format in EXPORTS[what].formats:
                with suppress(EmptyCalendar):
                    made = export(self.folder, what, format=format, session=self.file)
                    (papers / f"{what}.{format}").write_bytes(made)
        for path in papers.iterdir():
            self.issued(path)
        (papers / "private").mkdir(exist_ok=True)
        wide = codecs.BOM_UTF16_LE + self.words.encode("utf-16-le")
        (papers / "private" / "debrief.txt").write_bytes(wide)
        self.issued(papers / "private" / "debrief.txt")

    def issued(self, path):
        """Let the programme remember that it wrote this file."""
        remember_issued(
            self.folder,
            path,
            document="action-plan",
            format="html",
            audience=Audience(AudienceKind.FACILITATORS),
            sessions=[self.file],
        )

    def half_line(self, text):
        return self.file.put(Draft(segment="deep", text=text))


def _with(record, canaries, text):
    def changed(value):
        if isinstance(value, str):
            return text if value in canaries else value
        if isinstance(value, dict):
            return {key: changed(part) for key, part in value.items()}
        return [changed(part) for part in value] if isinstance(value, (list, tuple)) else value

    return msgspec.convert(changed(msgspec.to_builtins(record)), type(record))
