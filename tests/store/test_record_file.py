"""Typed records on a real file: all or nothing, undo and redo, damage told, text kept."""

import json
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
import tinydb
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator.errors import Damaged, NewerFile, NotFound, NotSaved, RuleBroken
from facilitator.model.action import Action
from facilitator.model.base import UNSTAMPED
from facilitator.model.idea import IdeaStatus, ImprovementIdea
from facilitator.model.observation import Observation
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.registry import ENTITIES, entities_of
from facilitator.model.session import ListeningSession, SessionStatus
from facilitator.model.team import Team
from facilitator.store.records.record_file import SCHEMA, RecordFile
from tests.making import DAY, READ_BACK, START, session
from tests.store.looking import at_rest, files_with
from tests.strategies import HOSTILE, TRICKY, any_record, clean_text


class Ticking:
    """A clock that goes on by a second at each look."""

    def __init__(self):
        self.now = START

    def __call__(self):
        self.now += timedelta(seconds=1)
        return self.now


def opened(path, kind="session"):
    numbers = iter(range(1, 10_000))
    return RecordFile(path, kind, clock=Ticking(), ids=lambda: f"id-{next(numbers)}")


@pytest.fixture
def file(path):
    file = opened(path)
    yield file
    file.close()


def everything(file):
    return {kind: file.all(kind) for kind in entities_of(file.kind)}


def on_disk(path):
    """Return all records a fresh start would find, documents with their numbers; the history aside."""
    tables = at_rest(path)
    return tables and {name: documents for name, documents in tables.items() if name != "undo"}


def state(file):
    """Return all that has to be as before when a change was refused."""
    return everything(file), on_disk(file.path), file.undo_label, file.redo_label


# Writing ------------------------------------------------------------------------------------------


def test_a_new_record_gets_an_id_and_two_times(file):
    note = file.put(Observation(text="x"))
    assert note.id == "id-1"
    assert note.created == note.changed > START
    assert file.find(Observation, note.id) == note
    assert file.all(Observation) == (note,)


def test_a_changed_record_keeps_its_id_place_and_creation(file):
    first, second = file.put(Observation(text="x")), file.put(Observation(text="y"))
    changed = file.put(msgspec.structs.replace(first, text="z", created=UNSTAMPED))
    assert (changed.id, changed.created) == (first.id, first.created)
    assert changed.changed > first.changed
    assert file.all(Observation) == (changed, second)


def test_a_record_from_elsewhere_keeps_its_id_and_creation(file):
    then = datetime(2025, 1, 1, tzinfo=UTC)
    assert file.put(Observation(id="mine", created=then, text="x")).created == then
    assert file.find(Observation, "mine") is not None


def test_what_is_put_is_what_is_read(file, path):
    put = file.put(Observation(text="x", kind="risk", intensity=2, counterparts=("desk",)))
    assert opened(path).all(Observation) == (put,)


def test_a_field_back_at_its_default_is_so_on_the_disk(file, path):
    note = file.put(Observation(text="x", nods=3, practice="change", counterparts=("desk",)))
    file.put(msgspec.structs.replace(note, nods=0, practice=None, counterparts=()))
    again = opened(path).all(Observation)[0]
    assert (again.nods, again.practice, again.counterparts) == (0, None, ())


def test_reading_takes_no_look_at_the_disk(file, path):
    note = file.put(Observation(text="x"))
    for each in path.parent.iterdir():
        each.unlink()
    assert file.all(Observation) == (note,)


def test_no_record_of_that_id_is_none(file):
    assert file.find(Observation, "nowhere") is None
    assert file.all(Team) == ()


def test_a_record_that_is_gone_cannot_be_removed(file):
    note = file.put(Observation(text="x"))
    file.remove(note)
    with pytest.raises(NotFound):
        file.remove(note)


def test_removing_takes_the_newest_state_with_it(file):
    note = file.put(Observation(text="x"))
    newer = file.put(msgspec.structs.replace(note, text="y"))
    file.remove(note)
    file.undo()
    assert file.all(Observation) == (newer,)


def test_a_record_belongs_in_its_kind_of_file(file):
    with pytest.raises(TypeError, match="does not belong"):
        file.put(Team(name="Service Desk", headcount=11))


def test_two_records_never_share_an_id(file):
    note = file.put(Observation(text="x"))
    before = state(file)
    with pytest.raises(RuleBroken, match="has that id"):
        file.put(ImprovementIdea(id=note.id, title="y"))
    assert state(file) == before


# Refused: as before in memory, on the disk, for undo ----------------------------------------------


@pytest.fixture
def begun(file):
    file.put(session(status=SessionStatus.RUNNING))
    with file.group("two notes"):
        file.put(Observation(number=1, text="x"))
        file.put(Observation(number=2, text="y"))
    file.put(Observation(number=3, text="z"))
    file.undo()
    return file


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda file: file.put(Observation(text="x", nods=-1)), r"\$\.nods"),
        (lambda file: file.put(Observation(text=HOSTILE[0])), "act on a screen"),
        (lambda file: file.put(Observation(text="x", kind="unheard_of")), "does not know"),
        (lambda file: file.put(session(number=4)), "one session"),
        (lambda file: file.remove(file.all(ListeningSession)[0]), "keeps its session"),
        (
            lambda file: file.put(
                msgspec.structs.replace(file.all(ListeningSession)[0], status=SessionStatus.DRAFT)
            ),
            "cannot become",
        ),
        (lambda file: file.put(Action(text="x", due=DAY.replace(day=1))), "due before"),
    ],
    ids=["a type", "text", "a kind", "two sessions", "removal", "a status", "several records"],
)
def test_a_broken_rule_changes_nothing(begun, change, sentence):
    before = state(begun)
    with pytest.raises(RuleBroken, match=sentence):
        change(begun)
    assert state(begun) == before


def test_an_exception_inside_a_group_changes_nothing(begun):
    def half():
        with begun.group("half"):
            begun.put(Observation(text="new"))
            begun.remove(begun.all(Observation)[0])
            raise ZeroDivisionError

    before = state(begun)
    with pytest.raises(ZeroDivisionError):
        half()
    assert state(begun) == before


def put_in_action(file):
    with file.group("an idea in action"):
        file.put(Observation(text="new"))
        idea = file.put(ImprovementIdea(title="x"))
        idea = file.put(idea.moved_to(IdeaStatus.ACCEPTED, DAY))
        return file.put(idea.moved_to(IdeaStatus.IN_ACTION, DAY))


def test_a_rule_broken_at_the_end_of_a_group_changes_nothing(begun):
    before = state(begun)
    with pytest.raises(RuleBroken, match="no action serves it"):
        put_in_action(begun)
    assert state(begun) == before


def test_a_group_is_judged_at_its_end(begun):
    with begun.group("idea with its action"):
        idea = put_in_action(begun)
        begun.put(Action(text="y", ideas=(idea.id,)))
    assert begun.find(ImprovementIdea, idea.id).status is IdeaStatus.IN_ACTION


def test_every_step_inside_a_group_is_judged(begun):
    def leap():
        with begun.group("leap"):
            idea = begun.put(ImprovementIdea(title="x"))
            begun.put(msgspec.structs.replace(idea, status=IdeaStatus.DONE))

    with pytest.raises(RuleBroken, match="cannot become"):
        leap()


CHANGES = {
    "put": lambda file: file.put(Observation(text="new")),
    "change": lambda file: file.put(msgspec.structs.replace(file.all(Observation)[0], text="new")),
    "remove": lambda file: file.remove(file.all(Observation)[0]),
    "undo": lambda file: file.undo(),
    "redo": lambda file: file.redo(),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_disk_that_fails_changes_nothing_and_all_goes_on_once_it_is_mended(begun, path, change, disk):
    before = state(begun)
    told = []
    begun.subscribe(told.append)
    disk.full = True
    for _ in range(2):
        with pytest.raises(NotSaved):
            change(begun)
    disk.full = False
    assert state(begun) == before
    assert told == []
    change(begun)
    assert len(told) == 1
    assert everything(opened(path)) == everything(begun)
    kept = everything(begun)
    assert begun.close()
    assert everything(opened(path)) == kept


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_disk_that_is_full_from_the_first_write_on_changes_nothing(begun, path, change, disk):
    begun.close()
    file = RecordFile(path, "session", clock=Ticking())
    before = state(file)
    disk.full = True
    with pytest.raises(NotSaved):
        change(file)
    disk.full = False
    assert state(file) == before
    change(file)
    assert everything(opened(path)) == everything(file)
    file.close()


def test_a_group_that_cannot_be_saved_changes_nothing(begun, disk):
    def several():
        with begun.group("several"):
            begun.put(Observation(text="new"))
            begun.put(msgspec.structs.replace(begun.all(Observation)[0], text="other"))
            begun.remove(begun.all(Observation)[1])

    before = state(begun)
    disk.full = True
    with pytest.raises(NotSaved):
        several()
    disk.full = False
    assert state(begun) == before


# Groups -------------------------------------------------------------------------------------------


def lines(path):
    """Return how many commits the journal has; each is one write and one sync."""
    return path.with_name(f"{path.name}.journal").read_bytes().count(b"\n")


def test_a_group_is_saved_once_undone_once_and_told_once(begun, path):
    written = lines(path)
    told = []
    begun.subscribe(told.append)
    before = everything(begun)
    with begun.group("merge"):
        begun.put(Observation(text="a"))
        begun.remove(begun.all(Observation)[0])
        assert told == []
        assert lines(path) == written
    assert lines(path) == written + 1
    assert [change.label for change in told] == ["merge"]
    assert begun.undo_label == "merge"
    begun.undo()
    assert everything(begun) == everything(opened(path)) == before


def test_groups_inside_a_group_are_part_of_it(begun):
    before = everything(begun)
    with begun.group("outer"):
        begun.put(Observation(text="a"))
        with begun.group("inner"):
            begun.put(Observation(text="b"))
        begun.put(Observation(text="c"))
    assert begun.undo_label == "outer"
    begun.undo()
    assert everything(begun) == before


def test_inside_a_group_its_own_changes_are_read(file):
    with file.group("x"):
        note = file.put(Observation(text="a"))
        assert file.all(Observation) == (note,)
        assert file.find(Observation, note.id) == note
        file.remove(note)
        assert file.all(Observation) == ()
    assert opened(file.path).all(Observation) == ()


def test_an_empty_group_is_no_change(file, path):
    told = []
    file.subscribe(told.append)
    with file.group("nothing"):
        pass
    assert (told, file.undo_label, path.exists()) == ([], None, False)
    file.close()
    assert list(path.parent.iterdir()) == []


def test_a_group_cannot_be_undone_while_it_is_made(begun):
    def undo_inside():
        with begun.group("x"):
            begun.put(Observation(text="a"))
            begun.undo()

    before = state(begun)
    with pytest.raises(RuntimeError, match="while it is being made"):
        undo_inside()
    assert state(begun) == before


# Listeners ----------------------------------------------------------------------------------------


def test_listeners_are_told_what_changed(file):
    told = []
    end = file.subscribe(told.append)
    note = file.put(Observation(text="x"))
    newer = file.put(msgspec.structs.replace(note, text="y"))
    file.remove(newer)
    file.undo()
    end()
    file.put(Observation(text="unheard"))
    assert [change.pairs for change in told] == [
        ((None, note),),
        ((note, newer),),
        ((newer, None),),
        ((newer, None),),
    ]
    assert all(change.types == {Observation} for change in told)


def test_a_listener_may_end_its_listening_while_it_is_told(file):
    heard = []
    ends = []

    def once(change):
        heard.append(change)
        ends[0]()

    ends.append(file.subscribe(once))
    other = []
    file.subscribe(other.append)
    file.put(Observation(text="x"))
    file.put(Observation(text="y"))
    assert (len(heard), len(other)) == (1, 2)


def test_what_a_listener_hears_is_durable(file, path):
    seen = []
    file.subscribe(lambda change: seen.append(opened(path).all(Observation)))
    note = file.put(Observation(text="x"))
    assert seen == [(note,)]


def test_a_listener_that_fails_does_not_unmake_what_is_saved(file, path):
    def fail(change):
        raise LookupError("of its own")

    end = file.subscribe(fail)
    with pytest.raises(LookupError):
        file.put(Observation(text="first"))
    end()
    file.put(Observation(text="second"))
    assert [note.text for note in file.all(Observation)] == ["first", "second"]
    assert opened(path).all(Observation) == file.all(Observation)


# Undo and redo ------------------------------------------------------------------------------------


def test_nothing_to_undo(file):
    assert file.undo() is file.redo() is file.undo_label is file.redo_label is None


def test_undo_and_redo_say_what(file):
    with file.group("a note"):
        file.put(Observation(text="x"))
    assert file.undo().label == "a note"
    assert (file.undo_label, file.redo_label) == (None, "a note")
    assert file.redo().label == "a note"
    assert (file.undo_label, file.redo_label) == ("a note", None)


def test_a_removed_record_returns_to_its_place(file, path):
    notes = [file.put(Observation(text=text)) for text in "abc"]
    before = on_disk(path)
    file.remove(notes[1])
    file.undo()
    assert file.all(Observation) == opened(path).all(Observation) == tuple(notes)
    assert on_disk(path) == before | {"removals": {}}


def test_a_place_is_never_given_to_another_record(file, path):
    first = file.put(Observation(text="a"))
    file.remove(first)
    second = file.put(Observation(text="b"))
    file.undo()
    file.undo()
    assert file.all(Observation) == (first,)
    file.redo()
    file.redo()
    assert file.all(Observation) == opened(path).all(Observation) == (second,)


def test_a_new_change_ends_redoing(file):
    file.put(Observation(text="a"))
    file.undo()
    file.put(Observation(text="b"))
    assert file.redo() is None
    assert [note.text for note in file.all(Observation)] == ["b"]


def test_taking_back_asks_no_rules(begun):
    running = begun.all(ListeningSession)[0]
    begun.put(running.moved_to(SessionStatus.CAPTURED))
    begun.undo()
    assert begun.all(ListeningSession)[0].status is SessionStatus.RUNNING


def test_a_closed_session_may_come_in_as_a_whole(file):
    closed = session(status=SessionStatus.CLOSED, read_back=READ_BACK)
    with file.group("import"):
        file.put(closed)
        file.put(Observation(text="x"))
    with pytest.raises(RuleBroken, match="keeps what was heard"):
        file.put(Observation(text="y"))


def test_what_was_heard_and_the_closing_may_be_one_change(file):
    shared = file.put(session(status=SessionStatus.SHARED, read_back=READ_BACK))
    with file.group("last note, then closed"):
        file.put(Observation(text="x"))
        file.put(shared.moved_to(SessionStatus.CLOSED))
    assert len(file.all(Observation)) == 1


def test_history_can_be_forgotten(begun, path):
    before = everything(begun)
    begun.forget_history()
    assert begun.undo() is begun.redo() is None
    assert everything(begun) == before
    begun.close()
    assert everything(opened(path)) == before
    assert opened(path).undo_label is opened(path).redo_label is None


# Without a trace ----------------------------------------------------------------------------------

WORDS = 'CANARY – „Grüße" 🎉'
"""Words that JSON may write in more than one way."""


@pytest.fixture
def confided(file, path):
    """A note whose words stand in the file, in the one before it, in the journal and in the history."""
    note = file.put(Observation(text=WORDS))
    for number in range(2):
        file.close()
        note = file.put(msgspec.structs.replace(note, nods=number + 1))
    file.put(Observation(text="another"))
    note = file.put(msgspec.structs.replace(note, text=f"{WORDS} again"))
    names = {name.removeprefix(path.name) for name in files_with(WORDS, path.parent)}
    assert names == {"", ".previous", ".journal"}
    return note


def test_a_change_without_a_trace_leaves_the_old_words_in_no_file(confided, file, path):
    with file.group("redacted", trace=False):
        note = file.put(msgspec.structs.replace(confided, text="gone"))
    assert files_with(WORDS, path.parent) == []
    assert [each.text for each in file.all(Observation)] == ["gone", "another"]
    assert (file.undo_label, file.redo_label) == (None, None)
    file.put(msgspec.structs.replace(note, nods=3))
    file.undo()
    assert file.find(Observation, note.id) == note
    file.close()
    assert files_with(WORDS, path.parent) == []
    assert opened(path).find(Observation, note.id) == note


def test_a_removal_without_a_trace_leaves_the_words_in_no_file(confided, file, path):
    with file.group("taken out", trace=False):
        file.remove(confided)
    assert files_with(WORDS, path.parent) == []
    assert file.undo() is None
    file.close()
    assert files_with(WORDS, path.parent) == []
    assert [each.text for each in opened(path).all(Observation)] == ["another"]


def test_what_was_taken_back_leaves_no_trace_either(file, path):
    note = file.put(Observation(text="x"))
    file.put(msgspec.structs.replace(note, text=WORDS))
    file.undo()
    assert files_with(WORDS, path.parent) != []
    with file.group("redacted", trace=False):
        file.put(msgspec.structs.replace(note, text="y"))
    assert files_with(WORDS, path.parent) == []
    assert file.redo() is None


def test_a_record_without_a_past_leaves_the_history_alone(file, path):
    first = file.put(Observation(text="stays"))
    with file.group("new", undoable=False):
        second = file.put(Observation(text=WORDS))
    with file.group("redacted", trace=False):
        file.put(msgspec.structs.replace(second, text="gone"))
    assert files_with(WORDS, path.parent) == []
    assert file.undo_label == opened(path).undo_label == "Observation"
    file.undo()
    assert [each.text for each in file.all(Observation)] == ["gone"]
    file.redo()
    assert file.all(Observation)[0] == first


def test_forgetting_the_history_leaves_what_it_knew_in_no_file(confided, file, path):
    file.remove(confided)
    assert files_with(WORDS, path.parent) != []
    file.forget_history()
    assert files_with(WORDS, path.parent) == []
    file.close()
    assert files_with(WORDS, path.parent) == []
    assert opened(path).undo_label is None


def test_what_is_damaged_in_the_journal_leaves_no_trace_either(confided, file, path):
    file.close()
    other = file.put(Observation(text="between"))
    file.put(msgspec.structs.replace(confided, text=f"{WORDS} here"))
    file.put(Observation(text="after"))
    journal = path.with_name(f"{path.name}.journal")
    damaged = journal.read_bytes().replace(b"here", b"hexe", 1)
    file.close()
    journal.write_bytes(damaged)
    again = RecordFile(path, "session", clock=Ticking())
    assert "damaged" in " ".join(again.report)
    again.put(msgspec.structs.replace(other, text="newer"))
    again.close()
    assert f"{path.name}.bad" in files_with(WORDS, path.parent)
    with again.group("redacted", trace=False):
        again.put(msgspec.structs.replace(again.find(Observation, confided.id), text="gone"))
    assert files_with(WORDS, path.parent) == []
    again.close()
    assert files_with(WORDS, path.parent) == []


def test_a_change_without_a_trace_that_is_refused_never_was(confided, file, disk):
    before = state(file)

    def redact():
        with file.group("redacted", trace=False):
            file.put(msgspec.structs.replace(confided, text="gone"))

    disk.full = True
    with pytest.raises(NotSaved, match=r"^Not saved") as refused:
        redact()
    assert "safe in its journal" not in refused.value.todo  # it is nowhere
    with pytest.raises(NotSaved):
        file.forget_history()
    disk.full = False
    assert state(file) == before
    redact()
    assert file.find(Observation, confided.id).text == "gone"


# The file -----------------------------------------------------------------------------------------


def test_a_file_says_what_it_is(file, path):
    file.put(Observation(text="x"))
    meta = on_disk(path)["meta"][1]
    assert (meta["schema"], meta["kind"]) == (SCHEMA, "session")


def test_stock_tinydb_reads_the_records(file, path):
    note = file.put(Observation(text="x", nods=3))
    file.close()
    with tinydb.TinyDB(path, access_mode="r", encoding="utf-8") as stock:
        (document,) = stock.table("observations").all()
        assert (document.doc_id, dict(document)) == (1, msgspec.to_builtins(note))


@pytest.mark.parametrize("text", TRICKY)
def test_text_comes_back_as_it_was(file, path, text):
    file.put(Observation(text=f"x{text}x"))
    assert opened(path).all(Observation)[0].text == f"x{text}x"
    file.close()
    assert opened(path).all(Observation)[0].text == f"x{text}x"


@settings(max_examples=25)
@given(st.lists(any_record("session"), max_size=4), st.lists(any_record("programme"), max_size=4))
def test_any_records_come_back_as_they_were(tmp_path_factory, of_session, of_programme):
    folder = tmp_path_factory.mktemp("any")
    for kind, drawn in (("session", of_session), ("programme", of_programme)):
        file = opened(folder / f"{kind}.json", kind)
        for record in drawn:
            with suppress(RuleBroken):  # rules about several records
                file.put(record)
        kept = everything(file)
        assert everything(opened(file.path, kind)) == kept
        file.close()
        assert everything(opened(file.path, kind)) == kept


@given(clean_text.filter(str.strip))
def test_any_clean_text_comes_back_as_it_was(tmp_path_factory, text):
    path = tmp_path_factory.mktemp("text") / "x.json"
    file = opened(path)
    file.put(Observation(text=text))
    assert opened(path).all(Observation)[0].text == text
    file.close()
    assert opened(path).all(Observation)[0].text == text


def test_a_table_nobody_knows_is_kept(file, path):
    file.put(Observation(text="x"))
    file.close()
    with tinydb.TinyDB(path, encoding="utf-8") as stock:
        stock.table("of_a_plugin").insert({"a": 1})
    again = opened(path)
    assert "changed by another program" in again.report[0]
    again.put(Observation(id="other", text="y"))
    assert on_disk(path)["of_a_plugin"] == {1: {"a": 1}}
    again.close()
    assert opened(path).report == ()


# Damage -------------------------------------------------------------------------------------------


def test_a_file_cut_anywhere_is_damaged_and_left_as_it_is(path):
    file = opened(path)
    file.put(Observation(text="x"))
    file.close()
    whole = path.read_bytes()
    for length in range(1, len(whole.rstrip())):
        path.write_bytes(whole[:length])
        with pytest.raises(Damaged):
            opened(path)
        assert path.read_bytes() == whole[:length]


def edit(path, change):
    tables = json.loads(path.read_text(encoding="utf-8"))
    change(tables)
    path.write_text(json.dumps(tables), encoding="utf-8")


@pytest.fixture
def written(path):
    file = opened(path)
    file.put(session())
    file.put(Observation(text="x", nods=3))
    file.put(Observation(text="y"))
    file.close()
    return path


def of_the_second_note(**fields):
    return lambda tables: tables["observations"]["2"].update(fields)


@pytest.mark.parametrize(
    ("change", "named"),
    [
        (of_the_second_note(nods="many"), r"observations 2: .*int.*\$\.nods"),
        (of_the_second_note(visibility="all"), r"observations 2: .*\$\.visibility"),
        (of_the_second_note(invented=1), "observations 2: .*invented"),
        (of_the_second_note(created="yesterday"), r"observations 2: .*\$\.created"),
        (of_the_second_note(text=" "), "observations 2: A note needs text"),
        (of_the_second_note(kind="private"), "observations 2: A private note"),
        (lambda tables: tables["observations"]["2"].pop("text"), "observations 2: .*text"),
        (lambda tables: tables["observations"]["2"].pop("id"), "without an id"),
        (of_the_second_note(id="id-2"), "without an id of its own"),
        (of_the_second_note(id="id-1"), "without an id of its own"),
        (
            lambda tables: tables["sessions"]["1"]["script"]["segments"][0].update(minutes="ten"),
            r"sessions 1: .*\$\.script\.segments\[0\]\.minutes",
        ),
        (lambda tables: tables["meta"]["1"].update(kind="programme"), "not a session file"),
        (lambda tables: tables["meta"]["1"].update(schema="one"), "which version"),
        (lambda tables: tables["meta"]["1"].pop("schema"), "which version"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(written, change, named):
    edit(written, change)
    before = written.read_bytes()
    with pytest.raises(Damaged, match=named) as caught:
        opened(written)
    assert not isinstance(caught.value, NewerFile)
    assert written.name in caught.value.happened
    assert written.read_bytes() == before


# A newer file -------------------------------------------------------------------------------------


def newer(tables):
    tables["meta"]["1"]["schema"] = SCHEMA + 1


def test_a_newer_file_is_opened_for_reading_only(written):
    edit(written, newer)
    edit(written, of_the_second_note(invented_later="x"))
    before = written.read_bytes()
    file = opened(written)
    assert file.newer
    assert [note.text for note in file.all(Observation)] == ["x", "y"]
    with pytest.raises(NewerFile, match="newer version"):
        file.put(Observation(text="z"))
    with pytest.raises(NewerFile):
        file.remove(file.all(Observation)[0])
    assert [note.text for note in file.all(Observation)] == ["x", "y"]
    assert written.read_bytes() == before


def test_a_newer_file_that_cannot_be_shown_says_so(written):
    edit(written, newer)
    edit(written, of_the_second_note(source="telepathy"))
    with pytest.raises(NewerFile, match="cannot be shown here"):
        opened(written)


def test_an_older_program_never_writes_over_a_newer_file(written):
    edit(written, newer)
    before = written.read_bytes()
    file = opened(written)

    def several():
        with file.group("several"):
            file.put(Observation(text="z"))

    with pytest.raises(NewerFile):
        several()
    assert (file.undo(), written.read_bytes()) == (None, before)


def test_every_entity_has_a_place(tmp_path):
    for kind in ENTITIES:
        assert opened(tmp_path / "x.json", ENTITIES[kind].file).all(kind) == ()


def test_programme_files_too(tmp_path):
    path = tmp_path / "programme.json"
    file = opened(path, "programme")
    file.put(Programme(name="x", organisation="y"))
    person = file.put(Person(name="Sam Oduya"))
    assert opened(path, "programme").all(Person) == (person,)
    with pytest.raises(Damaged, match="not a session file"):
        opened(path)
