"""Kinds of membership: class and bond, representatives, guardians, suspended rights; and what follows from each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import NotAllowed, OwnMatter
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import (
    BoardVote,
    DepartureCause,
    MemberClass,
    Newcomer,
    Particulars,
    PersonKind,
    Registered,
    Right,
)
from rochdale.membership.checks import CHECKS
from rochdale.membership.queries import Delay, ListKind, MemberRights, WhyNot
from rochdale.membership.views.extracts import PAPER_LINES_MAX, require_paper
from rochdale.tenancy.actions import inside

from .conftest import TODAY

JOINED = date(2020, 2, 29)
BORN = date(2009, 3, 1)  # of age on 1 March 2027
MINOR, THEATRE, ROY, CHOIR = 1, 2, 3, 4


@pytest.fixture
def governed(by: Acting) -> Acting:
    """A caisse with a minor, two organizations and a member."""
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=JOINED)
    people = [
        Particulars("Petit", "Zoé", birth_date=BORN),
        Particulars("Théâtre du Fleuve", kind=PersonKind.ORGANIZATION),
        Particulars("Roy", "Marc", street="1, rue A", language="en"),
        Particulars("Chorale", kind=PersonKind.COOPERATIVE),
    ]
    actions.register_members(by=by, newcomers=[Newcomer(known, JOINED) for known in people])
    return by


def person(by: Acting, name: str) -> UUID:
    return actions.add_persons(by=by, particulars=[Particulars(name)])[0]


def officer(by: Acting, office: OfficeKind) -> Acting:
    person_id = person(by, office.value)
    cooperatives.appoint(by=by, person_id=person_id, office=office)
    return replace(by, person_id=person_id, authority=office.value)


def later(by: Acting, days: int) -> Acting:
    return replace(by, on=by.on + timedelta(days=days), at=by.at + timedelta(days=days))


def person_of(by: Acting, number: int) -> UUID:
    with inside(by.cooperative_id):
        return queries.member(number=number).person_id


def rights(by: Acting, number: int, on: date = TODAY) -> MemberRights:
    with inside(by.cooperative_id):
        member = queries.member(number=number)
        one = queries.rights_of(cooperative_id=by.cooperative_id, member_id=member.member_id, on=on)
        every = queries.rights_at(cooperative_id=by.cooperative_id, on=on)
    assert one is not None
    assert one in every
    return one


def sound(by: Acting) -> bool:
    return list(differences(by.cooperative_id, CHECKS)) == []


def represent(by: Acting, number: int, name: str, from_on: date, until_on: date | None = None) -> UUID:
    return actions.name_representative(
        by=by, member_number=number, particulars=Particulars(name), from_on=from_on, until_on=until_on
    )


def test_an_organization_acts_through_one_representative(governed: Acting) -> None:
    assert rights(governed, THEATRE).missing[Right.VOTE] == (WhyNot.NO_REPRESENTATIVE,)
    assert rights(governed, THEATRE).holds == {Right.SERVICES}
    aubin = represent(governed, THEATRE, "Aubin", TODAY - timedelta(days=9))
    assert rights(governed, THEATRE).representative_id == aubin
    assert rights(governed, THEATRE).holds == set(Right)
    with pytest.raises(errors.RepresentsAnother):
        actions.name_representative(by=governed, member_number=CHOIR, person_id=aubin, from_on=TODAY)
    blais = represent(governed, THEATRE, "Blais", TODAY + timedelta(days=3))
    with inside(governed.cooperative_id):
        second, first = queries.representatives_of(person_id=person_of(governed, THEATRE))
        assert queries.represented_by(person_id=blais, on=TODAY) is None
        assert queries.represented_by(person_id=aubin, on=TODAY) == person_of(governed, THEATRE)
    assert (first.name, first.ends_on, second.name) == ("Aubin", TODAY + timedelta(days=3), "Blais")
    assert (first.holds_on(TODAY), second.holds_on(TODAY)) == (True, False)
    # Free from that day on, to represent another.
    freed = TODAY + timedelta(days=3)
    actions.name_representative(by=governed, member_number=CHOIR, person_id=aubin, from_on=freed)
    actions.end_representation(by=later(governed, 9), member_number=CHOIR, on=TODAY + timedelta(days=9))
    with pytest.raises(errors.StandNotFound):
        actions.end_representation(by=governed, member_number=CHOIR, on=TODAY + timedelta(days=9))
    assert sound(governed)


def test_an_earlier_mandate_takes_the_place_of_one_that_was_to_begin(governed: Acting) -> None:
    represent(governed, THEATRE, "Aubin", TODAY + timedelta(days=30))
    represent(governed, THEATRE, "Blais", TODAY)
    with inside(governed.cooperative_id):
        stands = queries.representatives_of(person_id=person_of(governed, THEATRE))
    assert [each.name for each in stands if each.holds_on(TODAY + timedelta(days=40))] == ["Blais"]
    assert sound(governed)


def test_who_cannot_represent(governed: Acting) -> None:
    with pytest.raises(errors.NotAnOrganization):
        represent(governed, ROY, "Aubin", TODAY)
    with pytest.raises(errors.NotAPerson):
        actions.name_representative(
            by=governed, member_number=CHOIR, person_id=person_of(governed, THEATRE), from_on=TODAY
        )
    company = Particulars("Gestion inc.", kind=PersonKind.ORGANIZATION)
    with pytest.raises(errors.NotAPerson):
        actions.name_representative(by=governed, member_number=CHOIR, particulars=company, from_on=TODAY)
    with pytest.raises(errors.PersonNotFound):
        actions.name_representative(
            by=governed, member_number=CHOIR, person_id=governed.cooperative_id, from_on=TODAY
        )
    with pytest.raises(errors.TooEarly):
        represent(governed, CHOIR, "Aubin", TODAY, until_on=TODAY)
    with pytest.raises(errors.MemberNotFound):
        represent(governed, 99, "Aubin", TODAY)
    with pytest.raises(NotAllowed):
        represent(officer(governed, OfficeKind.TELLER), CHOIR, "Aubin", TODAY)


def test_a_minor_has_guardians_until_of_age(governed: Acting) -> None:
    guardian = actions.name_guardian(
        by=governed, member_number=MINOR, particulars=Particulars("Petit", "Luc"), from_on=JOINED
    )
    actions.name_guardian(by=governed, member_number=MINOR, person_id=person(governed, "Roy"), from_on=TODAY)
    with pytest.raises(errors.GuardsAlready):
        actions.name_guardian(by=governed, member_number=MINOR, person_id=guardian, from_on=TODAY)
    with pytest.raises(errors.GuardsAlready):
        actions.name_guardian(
            by=governed, member_number=MINOR, person_id=person_of(governed, MINOR), from_on=TODAY
        )
    for number, on in ((ROY, TODAY), (THEATRE, TODAY), (MINOR, date(2027, 3, 1))):
        with pytest.raises(errors.NotAMinor):
            actions.name_guardian(by=governed, member_number=number, person_id=guardian, from_on=on)
    with inside(governed.cooperative_id):
        guardians = queries.guardians_of(person_id=person_of(governed, MINOR), on=TODAY)
    assert [each.ends_on for each in guardians] == [date(2027, 3, 1)] * 2
    assert rights(governed, MINOR).missing == {
        Right.VOTE: (WhyNot.MINOR,),
        Right.ELIGIBILITY: (WhyNot.MINOR,),
    }
    assert rights(governed, MINOR, date(2027, 2, 28)).holds == {Right.ATTENDANCE, Right.SERVICES}
    assert rights(governed, MINOR, date(2027, 3, 1)).holds == set(Right)
    actions.end_guardianship(by=governed, member_number=MINOR, guardian_id=guardian, on=TODAY)
    with pytest.raises(errors.StandNotFound):
        actions.end_guardianship(by=governed, member_number=MINOR, guardian_id=guardian, on=TODAY)
    assert sound(governed)


def test_an_auxiliary_member_is_one_from_a_day_on(governed: Acting) -> None:
    since = TODAY - timedelta(days=30)
    assert actions.change_class(
        by=governed, number=ROY, member_class=MemberClass.AUXILIARY, effective_on=since, reason="moved away"
    )
    assert not actions.change_class(by=governed, number=ROY, member_class=MemberClass.AUXILIARY)
    assert rights(governed, ROY, since - timedelta(days=1)).holds == set(Right)
    assert rights(governed, ROY, since).missing == {
        Right.VOTE: (WhyNot.AUXILIARY,),
        Right.ELIGIBILITY: (WhyNot.AUXILIARY,),
    }
    with pytest.raises(errors.ChangesBeforeJoining):
        actions.change_class(
            by=governed, number=ROY, member_class=MemberClass.FULL, effective_on=date(2019, 1, 1)
        )
    actions.end_membership(by=governed, number=ROY, left_on=TODAY)
    with pytest.raises(errors.MembershipEnded):
        actions.change_class(by=governed, number=ROY, member_class=MemberClass.FULL)
    assert sound(governed)


def test_some_are_kept_outside_the_bond_and_no_more_than_the_bylaws_allow(governed: Acting) -> None:
    assert actions.change_bond(by=governed, number=ROY, ground="works", effective_on=JOINED)
    with pytest.raises(errors.BondNotInBylaws):
        actions.change_bond(by=governed, number=ROY, ground="plays chess")
    with pytest.raises(errors.OutOfBondCapReached):  # 3 % of 4 is none
        actions.keep_out_of_bond(by=governed, number=ROY, since=TODAY, reason="moved away")
    cooperatives.amend_bylaw(
        by=governed,
        changes=[BylawChange("out_of_bond_cap_fraction", Fraction(1, 4), rule="Q-15")],
        effective_from=TODAY,
        resolution="AGM",
    )
    with pytest.raises(errors.WordsMissing):
        actions.keep_out_of_bond(by=governed, number=ROY, since=TODAY, reason=" ")
    actions.keep_out_of_bond(by=governed, number=ROY, since=TODAY - timedelta(days=5), reason="moved away")
    with pytest.raises(errors.OutOfBondCapReached):
        actions.keep_out_of_bond(by=governed, number=MINOR, since=TODAY, reason="moved away")
    with inside(governed.cooperative_id):
        kept = queries.member(number=ROY)
    assert (kept.bond_ground, kept.out_of_bond_since) == ("works", TODAY - timedelta(days=5))
    assert actions.change_bond(by=governed, number=ROY, ground="studies")
    with inside(governed.cooperative_id):
        assert queries.member(number=ROY).out_of_bond_since is None
        before = queries.member_as_of(number=ROY, on=TODAY - timedelta(days=1))
    assert before is not None
    assert before.out_of_bond_since == TODAY - timedelta(days=5)
    assert sound(governed)


def suspend(by: Acting, **given: object) -> UUID:
    asked = {
        "number": ROY, "rights": [Right.VOTE], "until_on": date(2027, 5, 23), "ground": "fraud", "words": "see",
        "vote": BoardVote(4, 1, 0, 5),
    } | given  # fmt: skip
    return actions.suspend_rights(by=by, **asked)  # type: ignore[arg-type]  # each test changes one


def test_rights_are_suspended_for_a_time_by_the_board(governed: Acting) -> None:
    chair = officer(governed, OfficeKind.CHAIR)
    suspension_id = suspend(chair)
    assert rights(governed, ROY).missing == {Right.VOTE: (WhyNot.SUSPENDED,)}
    assert rights(governed, ROY, date(2027, 5, 22)).missing == {Right.VOTE: (WhyNot.SUSPENDED,)}
    assert rights(governed, ROY, date(2027, 5, 23)).holds == set(Right)
    assert rights(governed, ROY, TODAY - timedelta(days=1)).holds == set(Right)
    with pytest.raises(errors.SuspendedAlready):
        suspend(chair, until_on=date(2027, 1, 1))
    with pytest.raises(errors.WordsMissing):
        actions.lift_suspension(by=chair, suspension_id=suspension_id, words="")
    actions.lift_suspension(by=later(chair, 3), suspension_id=suspension_id, words="paid")
    assert rights(governed, ROY, TODAY + timedelta(days=2)).missing
    assert rights(governed, ROY, TODAY + timedelta(days=3)).holds == set(Right)
    with pytest.raises(errors.SuspensionOver):
        actions.lift_suspension(by=later(chair, 4), suspension_id=suspension_id, words="paid")
    with pytest.raises(errors.SuspensionNotFound):
        actions.lift_suspension(by=chair, suspension_id=governed.cooperative_id, words="paid")
    with inside(governed.cooperative_id):
        told = queries.suspension(suspension_id=suspension_id)
    assert (told.member_number, told.lifted_words, told.rights) == (ROY, "paid", (Right.VOTE,))
    assert sound(governed)


@pytest.mark.parametrize(
    ("given", "refusal"),
    [
        ({"rights": []}, errors.RightsMissing),
        ({"rights": [Right.SERVICES]}, errors.RightNotSuspendable),
        ({"ground": "red hair"}, errors.GroundNotInBylaws),
        ({"words": "  "}, errors.WordsMissing),
        ({"until_on": date(2027, 5, 24)}, errors.SuspensionTooLong),
        ({"until_on": TODAY}, errors.SuspensionTooShort),
        ({"from_on": TODAY - timedelta(days=1)}, errors.SuspensionTooShort),
        ({"number": 99}, errors.MemberNotFound),
        ({"vote": BoardVote(0, 0, 3, 5)}, errors.VotesImpossible),
        ({"vote": BoardVote(4, 1, 1, 5)}, errors.VotesImpossible),
        ({"vote": BoardVote(4, -1, 0, 5)}, errors.VotesImpossible),
        ({"vote": BoardVote(3, 2, 0, 5)}, errors.MajorityNotReached),
    ],
)
def test_no_right_is_suspended_otherwise(
    governed: Acting, given: dict[str, object], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        suspend(governed, **given)
    assert rights(governed, ROY).holds == set(Right)


@pytest.mark.parametrize(
    ("basis", "vote", "passes"),
    [
        ("cast", BoardVote(2, 1, 4, 7), True),
        ("present", BoardVote(2, 1, 4, 7), False),
        ("present", BoardVote(4, 1, 1, 7), True),
        ("all", BoardVote(4, 1, 1, 7), False),
        ("all", BoardVote(5, 0, 0, 7), True),
    ],
)
def test_the_majority_is_taken_of_the_votes_that_the_bylaws_name(
    governed: Acting, basis: str, vote: BoardVote, *, passes: bool
) -> None:
    changes = [BylawChange("expulsion_majority_basis", basis, rule="Q-19")]
    cooperatives.amend_bylaw(by=governed, changes=changes, effective_from=TODAY, resolution="AGM")
    if passes:
        suspend(governed, vote=vote)
    else:
        with pytest.raises(errors.MajorityNotReached) as refused:
            suspend(governed, vote=vote)
        assert refused.value.needed > vote.votes_for
    assert sound(governed)


def test_only_the_board_suspends_and_nobody_the_own_rights(governed: Acting) -> None:
    with pytest.raises(NotAllowed):
        suspend(officer(governed, OfficeKind.MANAGER))
    roy = person_of(governed, ROY)
    cooperatives.appoint(by=governed, person_id=roy, office=OfficeKind.CHAIR)
    own = replace(governed, person_id=roy, authority="chair")
    with pytest.raises(OwnMatter):
        suspend(own)
    with pytest.raises(OwnMatter):
        actions.keep_out_of_bond(by=own, number=ROY, since=TODAY, reason="x")


def test_who_died_has_no_rights_though_the_membership_is_not_ended(governed: Acting) -> None:
    died = TODAY - timedelta(days=2)
    actions.report_end(by=governed, number=ROY, cause=DepartureCause.DEATH, on=died, words="certificate")
    assert rights(governed, ROY, died - timedelta(days=1)).holds == set(Right)
    assert rights(governed, ROY, died).holds == frozenset()
    assert rights(governed, ROY, died).missing[Right.SERVICES] == (WhyNot.HAS_ENDED,)


def test_the_list_of_those_entitled_to_notice(governed: Acting) -> None:
    suspend(governed)
    represent(governed, THEATRE, "Aubin", TODAY)
    with inside(governed.cooperative_id), CaptureQueriesContext(connection) as asked:
        found = queries.notice_list(cooperative_id=governed.cooperative_id, on=TODAY)
    assert len([query for query in asked if "membership_" in query["sql"]]) == 1
    assert [each.family_name for each in found.entitled] == ["Théâtre du Fleuve"]
    whys = {each.family_name: each.rights.missing[Right.VOTE] for each in found.excluded}
    assert whys == {
        "Chorale": (WhyNot.NO_REPRESENTATIVE,), "Petit": (WhyNot.MINOR,), "Roy": (WhyNot.SUSPENDED,),
    }  # fmt: skip
    with inside(governed.cooperative_id):
        before = queries.notice_list(cooperative_id=governed.cooperative_id, on=TODAY - timedelta(days=1))
    assert [(each.family_name, each.street, each.language) for each in before.entitled] == [
        ("Roy", "1, rue A", "en")
    ]


def test_every_delay_is_warned_of(governed: Acting) -> None:
    represent(governed, THEATRE, "Aubin", TODAY - timedelta(days=40), until_on=TODAY - timedelta(days=1))
    represent(governed, CHOIR, "Blais", TODAY, until_on=TODAY + timedelta(days=9))
    actions.name_guardian(by=governed, member_number=MINOR, particulars=Particulars("P"), from_on=JOINED)
    suspend(governed, until_on=TODAY + timedelta(days=20))
    actions.propose_exclusion(by=governed, number=ROY, ground="fraud", words="see")

    def found(on: date, ahead_days: int = 60) -> list[Delay]:
        with inside(governed.cooperative_id):
            return queries.delays(cooperative_id=governed.cooperative_id, on=on, ahead_days=ahead_days)

    assert [(each.kind, each.member_number, each.days_left) for each in found(TODAY)] == [
        ("representative", THEATRE, -1), ("representative", CHOIR, 9), ("suspension", ROY, 20),
    ]  # fmt: skip
    assert [each.is_overdue for each in found(TODAY)] == [True, False, False]
    assert [each.kind for each in found(date(2027, 2, 1))] == [
        "representative", "representative", "guardian",
    ]  # fmt: skip
    represent(governed, THEATRE, "Côté", TODAY)
    assert [each.kind for each in found(TODAY, ahead_days=9)] == ["representative"]


def test_membership_belongs_to_each_person_and_not_to_an_account(governed: Acting) -> None:
    """Rule Q-18: who holds an account together with a member is not one by that."""
    with inside(governed.cooperative_id):
        assert queries.member_of(person_id=person(governed, "Partner")) is None
    (partner,) = actions.register_members(by=governed, newcomers=[Newcomer(Particulars("Partner"), TODAY)])
    assert isinstance(partner, Registered)
    assert rights(governed, partner.number).holds == set(Right)


def test_a_list_is_not_handed_out_without_a_purpose(governed: Acting) -> None:
    asked = {"kind": ListKind.NOTICE, "first": TODAY, "last": TODAY, "lines": 3, "form": "csv"}
    with pytest.raises(errors.PurposeMissing):
        actions.record_extract(by=governed, purpose="  ", **asked)  # type: ignore[arg-type]  # all there
    stranger = replace(governed, person_id=person(governed, "Stranger"))
    with pytest.raises(NotAllowed):
        actions.record_extract(by=stranger, purpose="spam", **asked)  # type: ignore[arg-type]  # all there


def test_a_paper_of_too_many_lines_is_refused_at_once() -> None:
    require_paper(range(PAPER_LINES_MAX))
    with pytest.raises(errors.ListTooLong):
        require_paper(range(PAPER_LINES_MAX + 1))
