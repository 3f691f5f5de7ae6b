"""Coming into the register, changing in it, leaving it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rochdale.audit.models import Act
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import Enrolment, MemberClass, Newcomer, Particulars, PersonKind
from rochdale.membership.models import SignIn
from rochdale.tenancy.actions import inside

from .conftest import TODAY

JOINED = date(2020, 3, 2)


def people(count: int, prefix: str = "Membre") -> list[Newcomer]:
    return [Newcomer(Particulars(f"{prefix} {n}", f"Prénom{n}"), JOINED) for n in range(count)]


@contextmanager
def acts_written(by: Acting, count: int) -> Iterator[None]:
    with inside(by.cooperative_id):
        before = Act.objects.filter(cooperative_id=by.cooperative_id).count()
    yield
    with inside(by.cooperative_id):
        assert Act.objects.filter(cooperative_id=by.cooperative_id).count() == before + count


def test_numbers_are_given_in_order_and_without_a_gap(by: Acting) -> None:
    first = actions.register_members(by=by, newcomers=people(3))
    second = actions.register_members(by=by, newcomers=people(2))
    assert [line.number for line in first + second] == [1, 2, 3, 4, 5]


def test_a_number_may_be_brought_along(by: Acting) -> None:
    known = Newcomer(Particulars("Roy"), JOINED, number=4182)
    lines = actions.register_members(by=by, newcomers=[*people(1), known, *people(1)])
    assert [line.number for line in lines] == [1, 4182, 4183]


@pytest.mark.parametrize("count", [1, 5000])
def test_many_come_in_with_as_many_statements_as_one(by: Acting, count: int) -> None:
    with acts_written(by, 1), CaptureQueriesContext(connection) as seen:
        actions.register_members(by=by, newcomers=people(count))
    assert len(seen) <= 14


def test_refused_together_or_not_at_all(by: Acting) -> None:
    actions.register_members(
        by=by, newcomers=[Newcomer(Particulars("Roy", source_key="x:1"), JOINED, number=7)]
    )
    again = Newcomer(Particulars("Roy", source_key="x:1"), JOINED)
    with acts_written(by, 0), pytest.raises(errors.SourceKeyTaken) as taken:
        actions.register_members(by=by, newcomers=[*people(2), again])
    assert taken.value.source_key == "x:1"
    with pytest.raises(errors.MemberNumberTaken) as number:
        actions.register_members(
            by=by, newcomers=[*people(2), Newcomer(Particulars("Roy"), JOINED, number=7)]
        )
    assert number.value.number == 7
    with pytest.raises(errors.NameMissing) as missing:
        actions.register_members(by=by, newcomers=[*people(2), Newcomer(Particulars("  "), JOINED)])
    assert missing.value.position == 3
    assert [line.number for line in actions.register_members(by=by, newcomers=people(1))] == [8]


def test_the_same_number_twice_in_one_batch_is_refused(by: Acting) -> None:
    twins = [Newcomer(Particulars("Roy"), JOINED, number=9), Newcomer(Particulars("Roy"), JOINED, number=9)]
    with pytest.raises(errors.MemberNumberTaken):
        actions.register_members(by=by, newcomers=twins)


def test_two_desks_at_once_never_give_the_same_number(by: Acting) -> None:
    given: list[int] = []

    def desk() -> None:
        try:
            for _ in range(5):
                lines = actions.register_members(by=by, newcomers=people(3))
                given.extend(line.number for line in lines)
        finally:
            connection.close()

    desks = [threading.Thread(target=desk) for _ in range(4)]
    for thread in desks:
        thread.start()
    for thread in desks:
        thread.join()
    assert sorted(given) == list(range(1, 61))


def test_a_cooperative_counts_for_itself(by: Acting, elsewhere: Acting) -> None:
    actions.register_members(by=by, newcomers=people(3))
    assert [line.number for line in actions.register_members(by=elsewhere, newcomers=people(1))] == [1]


def test_who_leaves_and_comes_back_gets_a_new_number(by: Acting) -> None:
    (line,) = actions.register_members(by=by, newcomers=people(1))
    again = Enrolment(line.person_id, TODAY, MemberClass.AUXILIARY)
    with pytest.raises(errors.AlreadyMember):
        actions.enrol_persons(by=by, enrolments=[again])
    actions.end_membership(by=by, number=line.number, left_on=date(2025, 6, 1))
    with pytest.raises(errors.AlreadyMember):
        actions.enrol_persons(by=by, enrolments=[Enrolment(line.person_id, date(2025, 5, 1))])
    (second,) = actions.enrol_persons(by=by, enrolments=[again])
    assert (second.person_id, second.number) == (line.person_id, 2)
    with pytest.raises(errors.MemberNumberTaken):
        actions.register_members(by=by, newcomers=[Newcomer(Particulars("Roy"), JOINED, number=1)])


def test_nobody_is_enrolled_from_another_cooperative(by: Acting, elsewhere: Acting) -> None:
    (stranger,) = actions.add_persons(by=elsewhere, particulars=[Particulars("Roy")])
    with pytest.raises(errors.PersonNotFound):
        actions.enrol_persons(by=by, enrolments=[Enrolment(stranger, JOINED)])


def test_an_end_has_its_date(by: Acting) -> None:
    (line,) = actions.register_members(by=by, newcomers=people(1))
    refused = [
        (JOINED - timedelta(1), errors.LeavesBeforeJoining),
        (TODAY + timedelta(1), errors.LeavesInFuture),
    ]
    for day, refusal in refused:
        with pytest.raises(refusal):
            actions.end_membership(by=by, number=line.number, left_on=day)
    with acts_written(by, 1):
        actions.end_membership(by=by, number=line.number, left_on=TODAY)
    with pytest.raises(errors.MembershipEnded):
        actions.end_membership(by=by, number=line.number, left_on=TODAY)
    with pytest.raises(errors.MemberNotFound):
        actions.end_membership(by=by, number=99, left_on=TODAY)
    with inside(by.cooperative_id):
        assert queries.member(number=line.number).left_on == TODAY


def test_particulars_change_and_the_record_does_not_repeat_them(by: Acting) -> None:
    before = Particulars("Côté", "Anaïs", town="Lévis", source_key="x:1")
    (person_id,) = actions.add_persons(by=by, particulars=[before])
    after = Particulars("Roy", "Anaïs", town="Rimouski", source_key="y:2", kind=PersonKind.ORGANIZATION)
    with acts_written(by, 1):
        assert actions.change_particulars(by=by, person_id=person_id, particulars=after) == (
            "family_name",
            "town",
        )
    with inside(by.cooperative_id):
        known = queries.person(person_id=person_id).particulars
        act = Act.objects.get(verb="membership.change_particulars", subject_id=person_id)
    assert (known.family_name, known.town, known.source_key, known.kind) == (
        "Roy",
        "Rimouski",
        "x:1",
        "natural",
    )
    assert act.facts == {"changed": ["family_name", "town"], "effective_on": TODAY.isoformat()}
    with acts_written(by, 0):
        assert actions.change_particulars(by=by, person_id=person_id, particulars=after) == ()


def test_particulars_of_nobody_and_of_another_cooperative(by: Acting, elsewhere: Acting) -> None:
    (stranger,) = actions.add_persons(by=elsewhere, particulars=[Particulars("Roy")])
    with pytest.raises(errors.PersonNotFound):
        actions.change_particulars(by=by, person_id=stranger, particulars=Particulars("Côté"))
    with pytest.raises(errors.NameMissing):
        actions.change_particulars(by=elsewhere, person_id=stranger, particulars=Particulars(" "))


def test_a_person_gets_a_way_in(by: Acting, slug: str) -> None:
    (person_id, other_id) = actions.add_persons(
        by=by, particulars=[Particulars("Roy", language="en"), Particulars("X")]
    )
    address = f"{slug}@example.org"
    with acts_written(by, 1):
        given = actions.give_sign_in(
            by=by, person_id=person_id, email=f"  {address.upper()} ", password="long enough"
        )
    sign_in = SignIn.objects.get(id=given.sign_in_id)
    assert (sign_in.email, sign_in.language, given.is_new) == (address, "en", True)
    assert sign_in.check_password("long enough")
    with pytest.raises(errors.SignInGivenAlready):
        actions.give_sign_in(by=by, person_id=person_id, email=f"other-{address}")
    with acts_written(by, 0), pytest.raises(errors.SignInOfAnother):
        actions.give_sign_in(by=by, person_id=other_id, email=address)
    with pytest.raises(errors.EmailMalformed):
        actions.give_sign_in(by=by, person_id=other_id, email="nobody")
    assert not SignIn.objects.filter(email=f"other-{address}").exists()


def test_a_second_cooperative_opens_a_door_and_leaves_the_password(
    by: Acting, elsewhere: Acting, slug: str
) -> None:
    address = f"{slug}@example.org"
    (here,) = actions.add_persons(by=by, particulars=[Particulars("Roy")])
    (there,) = actions.add_persons(by=elsewhere, particulars=[Particulars("Roy")])
    first = actions.give_sign_in(by=by, person_id=here, email=address, password="long enough")
    second = actions.give_sign_in(by=elsewhere, person_id=there, email=address, password="another one")
    assert (second.sign_in_id, second.is_new) == (first.sign_in_id, False)
    assert SignIn.objects.get(id=first.sign_in_id).check_password("long enough")
    doors = queries.doors_of(sign_in_id=first.sign_in_id)
    assert {(d.cooperative_id, d.person_id) for d in doors} == {
        (by.cooperative_id, here),
        (elsewhere.cooperative_id, there),
    }
    actions.take_sign_in_away(by=by, person_id=here)
    assert [d.person_id for d in queries.doors_of(sign_in_id=first.sign_in_id)] == [there]
    with pytest.raises(errors.NoSignIn):
        actions.take_sign_in_away(by=by, person_id=here)


def test_nobody_gets_a_way_in_who_is_not_known_here(by: Acting, elsewhere: Acting) -> None:
    (stranger,) = actions.add_persons(by=elsewhere, particulars=[Particulars("Roy")])
    with pytest.raises(errors.PersonNotFound):
        actions.give_sign_in(by=by, person_id=stranger, email="a@example.org")


def test_nothing_asked_is_nothing_done(by: Acting) -> None:
    with acts_written(by, 0):
        assert actions.register_members(by=by, newcomers=[]) == []
        assert actions.add_persons(by=by, particulars=[]) == []
        assert actions.enrol_persons(by=by, enrolments=[]) == []
