"""The rules of programme, team, person and service."""

from datetime import date

import pytest

from facilitator.errors import RuleBroken
from facilitator.model.base import fields_of, validated
from facilitator.model.person import Person
from facilitator.model.programme import Programme
from facilitator.model.service import Service
from facilitator.model.team import Team, TeamKind
from tests.tables import for_each


def programme(**fields):
    return Programme(**{"name": "Better Together", "organisation": "Harrowmere University"} | fields)


@for_each("missing", ["name", "organisation"])
@for_each("blank", ["", "  \n"])
def test_a_programme_has_a_name_and_an_organisation(missing, blank):
    with pytest.raises(RuleBroken, match="a name and an organisation"):
        programme(**{missing: blank})


def test_the_group_size_threshold_is_five_unless_raised():
    assert programme().threshold == 5
    assert programme(threshold=8).threshold == 8


@for_each("threshold", [4, 1, 0, -5])
def test_the_group_size_threshold_is_never_below_five(threshold):
    with pytest.raises(RuleBroken, match="never shown"):
        programme(threshold=threshold)


def test_a_programme_ends_after_it_starts():
    assert programme(started=date(2026, 2, 2), ends=date(2026, 2, 2))
    with pytest.raises(RuleBroken, match="ends before it starts"):
        programme(started=date(2026, 2, 2), ends=date(2026, 2, 1))


def test_stakeholder_groups_are_the_five_and_can_be_extended():
    groups = ("team", "it_organisation", "users", "wider_business", "society")
    assert programme().stakeholder_groups == groups
    assert validated(programme(stakeholder_groups=(*groups, "alumni"))).stakeholder_groups[-1] == "alumni"


@for_each(("field", "default", "refused"), [("private_days", 90, 91), ("observation_months", 12, 13)])
def test_retention_may_be_shorter_than_the_default_never_longer(field, default, refused):
    assert getattr(programme(), field) == default
    validated(programme(**{field: 1}))
    with pytest.raises(RuleBroken, match=field):
        validated(programme(**{field: refused}))


def test_answers_are_promised_within_fifteen_working_days():
    assert programme().answer_days == 15


@for_each("language", ["english", "EN", ""])
def test_the_language_of_papers_is_two_letters(language):
    with pytest.raises(RuleBroken, match="language"):
        validated(programme(language=language))


# Team ---------------------------------------------------------------------------------------------


def test_team_kinds():
    assert [kind.value for kind in TeamKind] == [
        "technical",
        "front_line",
        "leadership",
        "project",
        "business_partner",
        "supplier",
    ]


@for_each("headcount", [0, -1])
def test_a_team_has_at_least_one_person(headcount):
    with pytest.raises(RuleBroken, match="at least one person"):
        Team(name="Service Desk", headcount=headcount)


def test_a_team_has_a_name():
    with pytest.raises(RuleBroken, match="needs a name"):
        Team(name=" ")


def test_a_team_is_not_its_own_counterpart():
    with pytest.raises(RuleBroken, match="own counterpart"):
        Team(id="desk", name="Service Desk", counterparts=("infra", "desk"))


# Person and service -------------------------------------------------------------------------------


def test_two_people_may_share_a_name():
    assert Person(name="Sam Oduya", team="infra") != Person(name="Sam Oduya", team="desk")


@for_each("kind", [Person, Service])
def test_people_and_services_have_a_name(kind):
    with pytest.raises(RuleBroken, match="needs a name"):
        kind(name="\t")


def test_an_e_mail_address_is_for_the_facilitators_only():
    assert {field.name for field in fields_of(Person) if field.only_us} == {"email"}


def test_a_service_names_its_manager_a_delegate_and_who_can_cover_it():
    service = Service(name="Teaching spaces", manager="hana", delegate="owen", cover=("ruth", "owen"))
    assert {target for _, _, target in service.references()} == {"hana", "owen", "ruth"}
