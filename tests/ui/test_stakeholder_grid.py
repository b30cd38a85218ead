"""The grid of stakeholders: gone through and placed by arrows, private, and whole with three hundred."""

from hypothesis import given
from hypothesis import strategies as st

from facilitator.insight.stakeholders import stakeholder_findings
from facilitator.model.audience import Visibility
from facilitator.model.idea import ImprovementIdea
from facilitator.model.stakeholder import Resistance, Stakeholder, StakeholderKind, Stance
from facilitator.ui.roles.grid_map import draw_grid, grid_of, width_of
from facilitator.wording.roles.parts import stakeholders as part
from facilitator.wording.stakeholders import subject
from facilitator.workspace.folder.workspace import Workspace
from tests.ui.going import go
from tests.ui.person import NARROW

SCORES = st.none() | st.integers(1, 5)


def of(person, name):
    return next(each for each in person.folder.file.all(Stakeholder) if each.name == name)


async def test_who_stands_there_is_placed_by_arrows_and_each_step_is_taken_back(demo, sit_down):
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("6", "tab", "down", "down", "down", "enter")
        for words in ("two to check again", "facilitators only", "► Registrar", "keep satisfied", "·○━●·"):
            assert words in person.text, words
        assert "stands to lose: control" in person.text
        await person.press("shift+down", "shift+right", "shift+right")
        placed = of(person, "Registrar")
        assert (placed.influence, placed.interest) == (4, 4)
        await person.press(*["ctrl+z"] * 3)
        placed = of(person, "Registrar")
        assert (placed.influence, placed.interest) == (5, 2)
        await person.press("right")
        assert "► Project lead" in person.text
        await person.press("right")
        assert "► Director" in person.text
        await person.press("g")
        assert "Groups" in person.text
        await person.press("escape", "enter")  # opens it: no list between
        assert "Only you see what follows" in person.text
        assert person.screen.form.has_focus_within


async def test_from_nothing_a_group_is_named_and_placed(tmp_path, sit_down):
    workspace = Workspace(tmp_path)
    folder = workspace.new_programme("Fresh", "O", timezone="UTC")
    async with sit_down(workspace, folder, size=NARROW) as person:
        await go(person, "stakeholder_grid")
        assert "n names a group first" in person.text
        await person.press("n")
        await person.type("Deans")
        await person.press("ctrl+n")
        assert "Nowhere yet: ►Deans" in person.text
        await person.press("shift+up", "shift+up")
        (deans,) = folder.file.all(Stakeholder)
        assert (deans.kind, deans.influence, deans.interest) == (StakeholderKind.GROUP, 4, 3)
        await person.press("6")
        assert "One stakeholder stands on a 3" in person.text


async def test_what_they_see_makes_an_idea_that_names_nobody_and_is_asked_no_more(demo, sit_down):
    _, folder = demo
    who = next(each for each in folder.file.all(Stakeholder) if each.name == "Registrar")
    folder.file.put(who.__class__(**{**_fields(who), "cause": Resistance.SEES_MORE, "sees": "Exams clash"}))
    async with sit_down(*demo) as person:
        assert "Registrar sees something we do not" in told(folder)
        await go(person, "stakeholder_grid")
        await person.press("i")
        await person.write_over("Ask the Registrar about exams")
        await person.press("enter")
        assert "name Registrar" in person.flow
        await person.press("escape", "i")
        await person.write_over("No change while exams run")
        await person.press("enter")
        made = [each for file in folder.sessions for each in file.all(ImprovementIdea)]
        (idea,) = [each for each in made if each.title == "No change while exams run"]
        assert idea.visibility is Visibility.FACILITATOR
        asked = "Registrar sees something we do not"
        assert asked not in told(folder)
        await person.press("ctrl+z")  # one step takes back the idea and that it was made
        assert asked in told(folder)
        assert not any(file.find(ImprovementIdea, idea.id) for file in folder.sessions)
        await person.press("ctrl+y")
    assert any(file.find(ImprovementIdea, idea.id) for file in folder.sessions)
    assert "Registrar sees something we do not" not in told(folder)


def told(folder):
    """What asks for somebody among stakeholders."""
    return [subject(each) for each in stakeholder_findings(folder.file, folder.today(), folder.zone)]


def _fields(record):
    return {name: getattr(record, name) for name in record.__struct_fields__}


async def test_three_hundred_with_long_names_at_80_by_24(demo, sit_down):
    _, folder = demo
    with folder.file.group("many"):
        for number in range(300):
            place = {"influence": 1 + number % 5, "interest": 1 + number // 5 % 5} if number > 20 else {}
            stances = {"stance": Stance.WARY, "needed": Stance.SUPPORTIVE}
            folder.file.put(Stakeholder(name=f"S{number:03} " + "s" * 500, **stances, **place))
    async with sit_down(*demo, size=NARROW) as person:
        await person.press("6")
        asked = [need.subject for need in part.PART.needs(folder)]
        assert "296 more stakeholders" in asked
        assert len(asked) < 12
        await go(person, "stakeholder_grid")
        assert "306" in person.text
        assert "+11" in person.text
        await person.press(*["down"] * 60)
        assert "Nowhere yet" in person.text
        await person.press("shift+up")
        assert sum(each.influence is None for each in folder.file.all(Stakeholder)) == 20
        assert "► S0" in person.text


@st.composite
def some(draw):
    """Any few stakeholders, in any places."""
    return [
        Stakeholder(
            id=str(at),
            name=draw(st.sampled_from(("Registrar", "Union", "x" * 40))),
            influence=draw(SCORES),
            interest=draw(SCORES),
            stance=draw(st.none() | st.sampled_from(Stance)),
            needed=draw(st.none() | st.sampled_from(Stance)),
        )
        for at in range(draw(st.integers(1, 9)))
    ]


@given(some())
def test_everybody_is_reached_by_arrows(every):
    grid = grid_of(every)
    reached, front = set(), {grid.every[0].id}
    while front:
        reached |= front
        ways = ({"up": 1}, {"up": -1}, {"right": 1}, {"right": -1})
        front = {grid.beside(each, **way) for each in front for way in ways} - reached
    assert reached == {each.id for each in every}


@given(some(), st.randoms(), st.booleans(), st.sampled_from((3, 5)))
def test_the_order_changes_nothing_and_each_line_fits_with_who_is_in_hand(every, random, wide, tall):
    grid = grid_of(every)
    mixed = [*every]
    random.shuffle(mixed)
    assert grid_of(mixed) == grid
    for each in every:
        lines = draw_grid(grid, each.id, wide=wide, tall=tall)
        assert all(line.cell_length <= width_of(wide=wide) for line in lines)
        assert sum(line.plain.count("►") for line in lines) == 1
