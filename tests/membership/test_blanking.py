"""Particulars go once their time has run, for good and everywhere; the register, the books and the acts stay."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid4

import psycopg
import pytest
from django.utils import translation

from rochdale.audit.checks import differences
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives import queries as queries_of_proposals
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, errors, queries
from rochdale.membership.actions import ConsentPurpose, LetterKind, Newcomer, Particulars, Registered
from rochdale.membership.checks import CHECKS
from rochdale.membership.models import Door, SignIn
from rochdale.membership.queries import Obstacle
from rochdale.membership.queries.retention import years_after
from rochdale.tenancy.actions import inside

from .conftest import TODAY

Raw = psycopg.Connection[tuple[object, ...]]
JOINED, LEFT = date(2001, 3, 4), date(2018, 5, 6)
KNOWN = Particulars(
    "Zyrowski", "Aliénor", language="en", email="z@example.org", birth_date=date(1960, 2, 29), sex="f",
    telephone="418 555-0133", street="4, rue du Quai", town="Zarbourg", postal_code="G6V 1A1", source_key="old:7",
)  # fmt: skip
WORDS = [
    "zyrowski",
    "aliénor",
    "z@example.org",
    "1960-02-29",
    "0133",
    "rue du quai",
    "zarbourg",
    "g6v",
    "old:7",
]


@pytest.fixture
def governed(by: Acting) -> Acting:
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=JOINED)
    change = BylawChange("person_retention_years", 7, rule="V-5")
    cooperatives.amend_bylaw(by=by, changes=[change], effective_from=by.on, resolution="AGM")
    return by


@pytest.fixture
def former(governed: Acting) -> Registered:
    """Somebody who left long ago, by a departure with words, with letters and a way to sign in."""
    joining = replace(governed, on=JOINED)
    line = actions.register_members(by=joining, newcomers=[Newcomer(KNOWN, JOINED)])[0]
    person_id = line.person_id
    actions.give_sign_in(by=governed, person_id=person_id, email=f"z{uuid4().hex}@example.org")
    leaving = replace(governed, on=LEFT)
    case = actions.ask_to_leave(by=leaving, number=line.number, words="Aliénor moves to Zarbourg")
    actions.end_departure(by=replace(leaving, on=LEFT), departure_id=case)
    facts = {"number": line.number, "left_on": LEFT}
    actions.write_letter_to(by=governed, person_id=person_id, kind=LetterKind.MEMBERSHIP_ENDED, facts=facts)
    actions.ask_for_name(
        by=governed, person_id=person_id, given_names="Aliénor", family_name="Z", birth_date=None, words="x"
    )
    return line


def blanked(by: Acting, line: Registered) -> Acting:
    actions.blank_person(by=by, person_id=line.person_id)
    return by


def codes(by: Acting, person_id: UUID) -> list[str]:
    with inside(by.cooperative_id):
        return [each.code for each in queries.obstacles_to_blanking(person_id=person_id, on=by.on)]


def clean(by: Acting) -> bool:
    return list(differences(by.cooperative_id, CHECKS)) == []


TABLES = (
    "SELECT table_name FROM information_schema.columns WHERE table_schema = 'public' AND column_name ="
    " 'cooperative_id' AND table_name <> 'cooperatives_cooperative'"
)


def everything(app: Raw, by: Acting) -> str:
    """Every row of the cooperative, as one text."""
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(by.cooperative_id)])
    names = sorted({str(name) for (name,) in app.execute(TABLES)})
    rows = []
    for name in names:
        found = app.execute(
            f"SELECT to_jsonb(t)::text FROM {name} AS t WHERE cooperative_id = tenancy_current()".encode()
        )
        rows += [str(row) for (row,) in found]
    return "\n".join(rows).casefold()


def test_nothing_of_the_person_is_left_in_any_table(governed: Acting, former: Registered, app: Raw) -> None:
    before = everything(app, governed)
    assert [word for word in WORDS if word not in before] == []
    blanked(governed, former)
    after = everything(app, governed)
    assert [word for word in WORDS if word in after] == []
    assert clean(governed)


def told(app: Raw, by: Acting) -> list[str]:
    """Every reason of an act and of a proposed one, and every name of a token."""
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(by.cooperative_id)])
    found = app.execute(
        "SELECT reason FROM audit_act UNION ALL SELECT reason FROM cooperatives_proposedact"
        " UNION ALL SELECT reason FROM cooperatives_proposaldecision UNION ALL SELECT name FROM membership_accesstoken"
    )
    return sorted(str(reason) for (reason,) in found if reason)


@pytest.fixture
def talked_of(governed: Acting, former: Registered, app: Raw) -> Registered:
    """Words about the person: in acts for and about it, in an own act, in a token, and in a refused proposal."""
    other = actions.add_persons(by=governed, particulars=[Particulars("Other")])[0]
    own = replace(governed, person_id=former.person_id, authority="oneself", reason="I, Aliénor")
    letters = [ConsentPurpose.ELECTRONIC_LETTERS]
    actions.give_consents(by=own, person_id=former.person_id, purposes=letters)
    about = replace(governed, reason="Zyrowski called")
    actions.add_persons(by=about, particulars=[Particulars("Unrelated")])
    counter = replace(governed, for_person_id=former.person_id, reason="for Aliénor")
    actions.write_letters(by=counter, letters=[actions.Letter("membership_ended", "en", "x@example.org", facts={
        "number": 1, "left_on": LEFT})])  # fmt: skip
    with inside(governed.cooperative_id):
        sign_in = Door.objects.get(person_id=former.person_id).sign_in_id
    made = replace(own, reason="")
    actions.make_token(by=made, sign_in_id=sign_in, asked=actions.TokenRequest("Aliénor’s budget", 30))
    assert other
    return former


def test_reasons_of_acts_and_names_of_tokens_go_with_the_person(
    governed: Acting, talked_of: Registered, app: Raw
) -> None:
    words = ["Aliénor’s budget", "I, Aliénor", "Zyrowski called", "for Aliénor"]
    assert told(app, governed) == sorted(words)
    blanked(governed, talked_of)
    # An act about somebody else keeps its reason: what it says of others is that person's to have blanked.
    assert told(app, governed) == ["Zyrowski called", "—", "—", "—"]
    assert clean(governed)


def test_a_reason_stays_while_the_person_does(governed: Acting, talked_of: Registered, app: Raw) -> None:
    told(app, governed)
    with pytest.raises(psycopg.Error) as refused:
        app.execute("UPDATE audit_act SET reason = '—' WHERE reason <> ''")
    assert refused.value.sqlstate == "RD002"
    app.rollback()
    told(app, governed)
    with pytest.raises(psycopg.Error) as refused:
        app.execute("UPDATE membership_accesstoken SET name = '—'")
    assert refused.value.sqlstate == "RD079"
    app.rollback()
    blanked(governed, talked_of)
    told(app, governed)
    for change in ("reason = 'other'", "authority = 'other'"):
        with pytest.raises(psycopg.Error) as refused:
            app.execute(
                f"UPDATE audit_act SET {change} WHERE for_person_id = %s".encode(), [talked_of.person_id]
            )
        assert refused.value.sqlstate in {"RD002", "42501"}
        app.rollback()
        told(app, governed)


def test_the_register_keeps_its_line_under_a_neutral_word(governed: Acting, former: Registered) -> None:
    blanked(governed, former)
    with inside(governed.cooperative_id):
        for language, word in (("fr", "ancien membre"), ("en", "former member")):
            with translation.override(language):
                file = queries.member(number=former.number)
                assert (file.name, file.joined_on, file.left_on) == (word, JOINED, LEFT)
                assert queries.names_of(person_ids=[former.person_id]) == {former.person_id: word}
                page = queries.register(cooperative_id=governed.cooperative_id)
                assert [line.name for line in page.lines] == [word]
        for search in ("zyrowski", "z@example.org", "former", "ancien"):
            assert queries.register(cooperative_id=governed.cooperative_id, search=search).lines == ()
        assert queries.person(person_id=former.person_id).is_blanked


def test_the_way_in_is_shut_and_the_address_of_the_sign_in_goes(governed: Acting, former: Registered) -> None:
    with inside(governed.cooperative_id):
        (told,) = [
            s for s in queries.whole_file(person_id=former.person_id, on=TODAY) if s.section.key == "sign_ins"
        ]
    address = str(told.records[0]["email"])
    sign_in = SignIn.objects.get(email=address)
    blanked(governed, former)
    assert queries.doors_of(sign_in_id=sign_in.id) == []
    sign_in.refresh_from_db()
    assert (sign_in.is_active, sign_in.email, sign_in.has_usable_password()) == (
        False, f"{sign_in.id}@blanked.invalid", False,
    )  # fmt: skip


def test_a_sign_in_that_opens_another_door_stays(
    governed: Acting, former: Registered, elsewhere: Acting
) -> None:
    with inside(governed.cooperative_id):
        (told,) = [
            s for s in queries.whole_file(person_id=former.person_id, on=TODAY) if s.section.key == "sign_ins"
        ]
    address = str(told.records[0]["email"])
    (other,) = actions.add_persons(by=elsewhere, particulars=[KNOWN])
    actions.give_sign_in(by=elsewhere, person_id=other, email=address)
    blanked(governed, former)
    assert SignIn.objects.get(email=address).is_active
    with inside(elsewhere.cooperative_id):
        assert queries.person(person_id=other).name == "Aliénor Zyrowski"


@pytest.mark.parametrize("days", [-1, 0])
def test_not_a_day_before_the_time_has_run(governed: Acting, former: Registered, days: int) -> None:
    by = replace(governed, on=years_after(LEFT, 7) + timedelta(days=days))
    assert codes(by, former.person_id) == (["too_early"] if days else [])
    with inside(by.cooperative_id):
        lines = queries.time_has_run(on=by.on).lines
    assert [line.person_id for line in lines] == ([] if days else [former.person_id])


def test_a_leap_day_is_not_cut_short() -> None:
    assert years_after(date(2020, 2, 29), 7) == date(2027, 3, 1)
    assert years_after(date(2020, 2, 29), 8) == date(2028, 2, 29)


def test_what_holds_particulars_here(
    governed: Acting, former: Registered, monkeypatch: pytest.MonkeyPatch
) -> None:
    (staff,) = actions.add_persons(by=governed, particulars=[Particulars("Staff")])
    assert codes(governed, staff) == ["never_member"]
    cooperatives.appoint(by=governed, person_id=former.person_id, office=OfficeKind.TELLER)
    assert codes(governed, former.person_id) == ["office"]
    enrolment = actions.Enrolment(former.person_id, TODAY)
    actions.enrol_persons(by=governed, enrolments=[enrolment])
    assert codes(governed, former.person_id) == ["member", "office"]
    with pytest.raises(errors.PersonNotBlankable) as refused:
        blanked(governed, former)
    assert refused.value.obstacles == ("member", "office")
    assert "holds an office" in str(refused.value.message())
    with pytest.raises(errors.PersonNotFound):
        actions.blank_person(by=governed, person_id=uuid4())


def test_a_room_above_may_hold_them(governed: Acting, former: Registered) -> None:
    from rochdale.membership.queries import retention

    queries.offer_obstacles(name="test", find=lambda _person, _on: [Obstacle("lent", "a book is lent")])
    try:
        assert codes(governed, former.person_id) == ["lent"]
    finally:
        del retention._HELD_BY["test"]


def test_without_a_by_law_nothing_goes(by: Acting) -> None:
    line = actions.register_members(by=by, newcomers=[Newcomer(KNOWN, JOINED)])[0]
    actions.end_membership(by=by, number=line.number, left_on=LEFT)
    assert codes(by, line.person_id) == ["no_bylaw"]
    with inside(by.cooperative_id):
        assert queries.time_has_run(on=by.on).lines == ()


def test_nothing_brings_them_back(governed: Acting, former: Registered) -> None:
    by, person_id = blanked(governed, former), former.person_id
    facts = {"number": 1, "left_on": LEFT}
    for attempt in (
        lambda: actions.change_particulars(by=by, person_id=person_id, particulars=KNOWN),
        lambda: actions.give_sign_in(by=by, person_id=person_id, email=f"{uuid4().hex}@example.org"),
        lambda: actions.write_letter_to(by=by, person_id=person_id, kind="membership_ended", facts=facts),
        lambda: actions.ask_for_name(
            by=by, person_id=person_id, given_names="", family_name="Z", birth_date=None, words=""
        ),
        lambda: actions.correct_contact(
            by=by, person_id=person_id, contact=actions.Contact("fr", email="z@example.org")
        ),
    ):
        with pytest.raises(errors.PersonBlanked):
            attempt()
    assert codes(by, person_id) == ["blanked"]


def test_it_takes_the_right_and_a_second_person(governed: Acting, former: Registered, app: Raw) -> None:
    (teller_id, first_id, second_id) = actions.add_persons(
        by=governed, particulars=[Particulars(name) for name in ("Teller", "First", "Second")]
    )
    cooperatives.appoint(by=governed, person_id=teller_id, office=OfficeKind.TELLER)
    for person_id in (first_id, second_id):
        cooperatives.appoint(by=governed, person_id=person_id, office=OfficeKind.SECRETARY)
    first = replace(governed, person_id=first_id, reason="Aliénor asked for it")
    second = replace(governed, person_id=second_id)
    with pytest.raises(NotAllowed):
        actions.blank_person(by=replace(governed, person_id=teller_id), person_id=former.person_id)
    waiting = actions.ask_to_blank(by=first, person_id=former.person_id, key="k")
    assert waiting is not None
    with inside(governed.cooperative_id):
        effects = actions.effects_of_blanking(person_id=former.person_id)
        assert [(each.before, each.after) for each in effects] == [
            ("Aliénor Zyrowski", "former member"), (1, 0), (3, 0),
        ]  # fmt: skip
        assert not queries.person(person_id=former.person_id).is_blanked
    cooperatives.approve_proposal(by=replace(second, reason="Aliénor left long ago"), proposal_id=waiting)
    with inside(governed.cooperative_id):
        assert queries.person(person_id=former.person_id).is_blanked
        found = queries_of_proposals.proposal(proposal_id=waiting)
    assert found.end is not None
    assert (found.reason, found.end.reason) == ("—", "—")
    after = everything(app, governed)
    assert [word for word in WORDS if word in after] == []
    assert clean(governed)


def test_what_is_refused_on_approval_goes_on_waiting(governed: Acting, former: Registered) -> None:
    (first_id, second_id) = actions.add_persons(
        by=governed, particulars=[Particulars(name) for name in ("First", "Second")]
    )
    for person_id in (first_id, second_id):
        cooperatives.appoint(by=governed, person_id=person_id, office=OfficeKind.SECRETARY)
    first, second = replace(governed, person_id=first_id), replace(governed, person_id=second_id)
    waiting = actions.ask_to_blank(by=first, person_id=former.person_id, key="k")
    assert waiting is not None
    cooperatives.appoint(by=governed, person_id=former.person_id, office=OfficeKind.TELLER)
    with pytest.raises(errors.PersonNotBlankable):
        cooperatives.approve_proposal(by=replace(second, reason="x"), proposal_id=waiting)
    with inside(governed.cooperative_id):
        assert queries_of_proposals.proposal(proposal_id=waiting).end is None


NEW_DOOR = (
    "INSERT INTO membership_door (cooperative_id, id, sign_in_id, person_id, act_id) SELECT cooperative_id,"
    " uuidv7(), gen_random_uuid(), id, blanked_act_id FROM membership_person WHERE id = %(person)s"
)
NEW_REQUEST = (
    "INSERT INTO membership_namerequest (cooperative_id, id, person_id, family_name, asked_on, asked_at, act_id)"
    " SELECT cooperative_id, uuidv7(), id, 'Z', now(), now(), blanked_act_id FROM membership_person"
    " WHERE id = %(person)s"
)
NEW_LETTER = (
    "INSERT INTO membership_letter (cooperative_id, id, kind, language, channel, recipient, person_id, subject,"
    " body, written_on, written_at, act_id) SELECT cooperative_id, uuidv7(), 'x', 'fr', 'paper', 'Z', id, 's', 'b',"
    " now(), now(), blanked_act_id FROM membership_person WHERE id = %(person)s"
)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE membership_person SET family_name = 'Zyrowski' WHERE id = %(person)s",
        "UPDATE membership_person SET blanked_act_id = NULL WHERE id = %(person)s",
        "UPDATE membership_person SET town = 'Zarbourg' WHERE id = %(person)s",
        NEW_DOOR,
        NEW_REQUEST,
        NEW_LETTER,
    ],
)
def test_the_database_lets_nothing_come_back(
    governed: Acting, former: Registered, app: Raw, change: str
) -> None:
    blanked(governed, former)
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    with pytest.raises(psycopg.Error) as refused:
        app.execute(change.encode(), {"person": former.person_id})
    assert refused.value.sqlstate == "RD063"


def test_the_words_of_a_step_stay_while_the_person_does(
    governed: Acting, former: Registered, app: Raw
) -> None:
    app.execute("SELECT set_config('rochdale.cooperative_id', %s, false)", [str(governed.cooperative_id)])
    with pytest.raises(psycopg.Error) as refused:
        app.execute("UPDATE membership_departurestep SET words = '' WHERE words <> ''")
    assert refused.value.sqlstate == "RD002"


def test_lists_come_by_pages(governed: Acting) -> None:
    newcomers = [Newcomer(Particulars(f"P{place}"), JOINED) for place in range(5)]
    for line in actions.register_members(by=replace(governed, on=JOINED), newcomers=newcomers):
        actions.end_membership(
            by=governed, number=line.number, left_on=LEFT + timedelta(days=line.number % 2)
        )
    with inside(governed.cooperative_id):
        first = queries.time_has_run(on=TODAY, limit=3)
        second = queries.time_has_run(on=TODAY, limit=3, after=first.next_after)
    numbers = [line.number for line in (*first.lines, *second.lines)]
    assert sorted(numbers) == [1, 2, 3, 4, 5]
    assert numbers[:2] in ([2, 4], [4, 2])
    assert second.next_after is None
