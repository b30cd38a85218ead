"""What stands around a service, and who meets whom, whatever the programme holds and in any order."""

from datetime import UTC, datetime

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.contacts import contacts
from facilitator.insight.service_links import service_links
from facilitator.model.ladder import Rung
from facilitator.model.observation import Observation
from facilitator.model.project import Phase, Project
from facilitator.model.service import Service
from facilitator.model.smo import Champion, Contact, ServiceContact
from facilitator.model.story import Chain
from facilitator.model.team import Team
from tests.insight.test_smo import SERVICES, View, programmes
from tests.insight.test_stages import MOMENTS, TEAMS, meeting, told

LINKED = st.lists(st.sampled_from(SERVICES), unique=True).map(tuple)


def moment(number, kind):
    return Observation(id=f"n{number}", number=number, kind=kind, text="Ten minutes before the exam")


@st.composite
def around(draw):
    """Any small programme with teams, projects, chains and sessions around its services."""
    teams = [Team(id=each, name="Team", services=draw(LINKED)) for each in TEAMS]
    phases = st.sampled_from(Phase)
    projects = [Project(id=f"p{at}", name="P", services=draw(LINKED), phase=draw(phases)) for at in range(2)]
    chains = [Chain(id=f"k{at}", output="O", service=draw(st.sampled_from(SERVICES))) for at in range(2)]
    kinds = st.lists(st.sampled_from(("moment_of_truth", "pain")), max_size=2)
    held = []
    for at in range(draw(st.integers(0, 3))):
        team = draw(st.sampled_from(TEAMS))
        notes = [*map(moment, (1, 2), draw(kinds)), told(team, draw(st.sampled_from("pq")), Rung.SCRIPTED)]
        held.append(meeting(at, team, draw(MOMENTS), records=notes))
    return View((*draw(programmes()).records, *teams, *projects, *chains)), held


@given(around(), st.randoms())
def test_links_stand_in_any_order_never_exceed_what_there_is_and_go_with_their_cause(world, random):
    view, held = world
    for service in view.all(Service):
        found = service_links(view, held, service)
        records, mixed = [*view.records], [*held]
        random.shuffle(records)
        random.shuffle(mixed)
        again = service_links(View(tuple(records)), mixed, service)
        assert sorted(again.teams) == sorted(found.teams)  # they stand in the order of their list
        assert msgspec.structs.replace(again, teams=found.teams) == found
        assert found.heard <= len(found.teams)
        assert found.heard <= found.interactions <= 2 * len(found.teams), "each session told of one practice"
        assert found.champions <= found.all_champions == len(view.all(Champion))
        assert not any(view.find(Project, each).phase.is_over for each in found.projects)
        alone = service_links(View((service,)), held, service)
        assert alone == service_links(View((service,)), [], service)
        assert (alone.teams, alone.projects) == ((), ())
        assert not alone.champions + alone.moments + alone.interactions + alone.chains


@given(programmes(), st.sampled_from(Contact), st.randoms())
def test_who_meets_whom_is_in_one_cell_each_and_of_two_entries_the_newer_counts(view, later, random):
    records = [*view.records]
    for each in view.all(ServiceContact):
        changed = datetime(2026, 4, 9, tzinfo=UTC)
        records.append(msgspec.structs.replace(each, id=f"{each.id}-2", contact=later, changed=changed))
    random.shuffle(records)
    matrix = contacts(View(tuple(records)))
    cells = len(matrix.champions) * len(matrix.services)
    assert sum(map(matrix.count, Contact)) == cells
    twice = {(each.champion, each.service) for each in view.all(ServiceContact)}
    assert all(matrix.cell(*each).contact is later for each in twice)
    for one in matrix.champions:
        assert set(matrix.regular(one.id)) <= set(matrix.services)
