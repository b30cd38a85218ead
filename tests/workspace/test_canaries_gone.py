"""A record of every type that holds words: once redacted, no file tells them."""

from contextlib import closing

import pytest

from facilitator.model.audience import Visibility
from facilitator.model.debrief import Debrief
from facilitator.model.person import Person
from facilitator.model.project import Project
from facilitator.model.redaction import can_be_redacted
from facilitator.model.registry import ENTITIES
from facilitator.model.service import Service
from facilitator.model.session import Draft, SessionStatus
from facilitator.model.skills import SkillArea
from facilitator.model.smo import Champion, Specialism
from facilitator.model.story import Chain
from facilitator.model.team import Team
from facilitator.workspace.erasure.redaction import RedactionChoices, redact
from facilitator.workspace.erasure.redaction_plan import plan_redaction
from facilitator.workspace.erasure.text_search import Sought, files_with
from facilitator.workspace.folder.workspace import Workspace
from facilitator.workspace.integrity.backup import back_up
from facilitator.workspace.integrity.check import REPAIRED
from facilitator.workspace.integrity.manifest import verify
from facilitator.workspace.integrity.repair import keep_copies
from facilitator.workspace.lookup import FoundRecord
from tests.canaries import Filler
from tests.making import READ_BACK, session

HOLDING = [kind for kind in ENTITIES if can_be_redacted(kind)]


@pytest.mark.parametrize("kind", HOLDING, ids=lambda kind: kind.__name__)
def test_every_word_of_every_type_can_be_redacted_from_every_file(tmp_path, kind):
    workspace = Workspace(tmp_path)
    with closing(workspace.new_programme("B", "H", timezone="UTC")) as folder:
        ids = {"teams": folder.file.put(Team(name="T", headcount=9)).id, "counterparts": None}
        ids["counterpart"] = folder.file.put(Team(name="U", headcount=9)).id
        ids["people"] = folder.file.put(Person(name="Sam", team=ids["teams"])).id
        ids["services"] = folder.file.put(Service(name="S")).id
        ids["specialisms"] = folder.file.put(Specialism(name="C")).id
        ids["projects"] = folder.file.put(Project(name="P")).id
        ids["chains"] = folder.file.put(Chain(output="O")).id
        ids["skill_areas"] = folder.file.put(SkillArea(name="Network", team=ids["teams"])).id
        champion = Champion(person=ids["people"], specialism=ids["specialisms"], consented=True)
        ids |= {"champions": folder.file.put(champion).id, "practices": "change_enablement"}
        given = {"status": SessionStatus.REVIEWED, "read_back": READ_BACK}
        meeting = folder.add_session(session(teams=(ids["teams"],), **given))
        file = meeting if ENTITIES[kind].file == "session" else folder.file
        filler = Filler(ids)
        record = file.put(filler.record(kind, Visibility.FACILITATOR if kind is Debrief else Visibility.TEAM))
        backup = back_up(workspace, folder)
        keep_copies(file.path, folder.path / REPAIRED / "before")
        words = {field.name for field in _fields(kind) if field.words or field.remark}
        told = [each.text for each in filler.canaries if each.path.rpartition(".")[2] in words]
        assert told
        assert len(files_with(Sought(told), tmp_path)) >= 3
        redact(
            plan_redaction(workspace, folder, FoundRecord(record, None, "it")),
            RedactionChoices(documents=True, lost=True),
        )
        assert not files_with(Sought(told), tmp_path)
        assert (file.find(kind, record.id) is None) is (kind is Draft)
    verify(backup)


def _fields(kind):
    from tests.workspace.test_named_and_counted import parts

    return parts(kind)
