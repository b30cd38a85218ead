"""To whom the figures of the pulse go, and that its tallies go to nobody."""

from facilitator.model import audience
from facilitator.model.audience import FACILITATORS
from facilitator.model.pulse import PulseSurvey
from facilitator.workspace.folder.demo import open_demo
from facilitator.workspace.release.release import for_audience


def test_the_pulse_leaves_as_figures_and_to_whom_they_belong(tmp_path):
    _, folder = open_demo(tmp_path)
    infra, desk, small = (
        next(id for id, team in folder.teams.items() if team.name == name)
        for name in ("Infrastructure and Cloud", "Service Desk", "Identity and Security")
    )

    def told(readers, team=None):
        return for_audience(folder, readers, []).pulse(team)

    (everything,) = told(FACILITATORS)
    assert everything.total.figures
    assert everything.teams[infra].figures
    (own,) = told(audience.team(infra))
    assert [id for id, group in own.teams.items() if group.figures] == [infra]
    assert own.total.figures == ()
    (hidden,) = told(audience.team(small))
    assert not any(group.shown for group in hidden.teams.values())
    assert len(hidden.others) == 13  # it reads what it said together with the other small one
    (totals,) = told(audience.LEADERS)
    assert totals.total.figures
    assert not any(group.figures for group in totals.teams.values())
    assert told(audience.team(infra), desk) == ()
    assert told(audience.LEADERS, desk) == ()
    for nobody in (audience.room(infra), audience.partners(infra, desk), audience.EVERYONE):
        assert told(nobody) == told(nobody, infra) == ()
    folder.close()


def test_a_survey_is_no_record_for_anybody(tmp_path):
    _, folder = open_demo(tmp_path)
    (survey,) = folder.file.all(PulseSurvey)
    (id, *_) = folder.teams
    for readers in (FACILITATORS, audience.team(id), audience.room(id), audience.LEADERS, audience.EVERYONE):
        records = for_audience(folder, readers, []).records
        assert records.all(PulseSurvey) == ()
        assert records.find(PulseSurvey, survey.id) is None
    folder.close()
