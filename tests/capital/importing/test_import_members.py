"""`rochdale import members`: shown first, written whole or not at all, and twice is as good as once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest

from banking import conftest as banking
from capital.conftest import TODAY, Capital
from capital.importing.conftest import GOOD, HEADINGS, Census, Desk
from rochdale.capital import actions, queries
from rochdale.capital.actions import importing
from rochdale.capital.errors import NamesakesFound, RegisterFaulty
from rochdale.capital.old_register.reading import Layout
from rochdale.cooperatives.errors import NotAllowed
from rochdale.ledger.errors import AccountNotFound
from rochdale.membership import actions as membership
from rochdale.membership import queries as members
from rochdale.membership.queries import DepartureCause, MemberClass, Particulars, PersonKind
from rochdale.tenancy.actions import inside

LINE = "{number},person,Yvon,{name},1960-02-29,fr,,full,1990-01-01,,,,,,{key}\n"


def codes(report: dict[str, object]) -> list[tuple[int, str]]:
    faults = report["faults"]
    assert isinstance(faults, list)
    return [(fault["line"], fault["code"]) for fault in faults]


def test_a_trial_shows_everything_and_writes_nothing(desk: Desk, census: Census) -> None:
    before = census()
    report = desk.report(GOOD)
    assert census() == before
    assert report["written"] is False
    counts = {
        name: report[name] for name in ("lines", "persons", "organizations", "present", "former", "returned")
    }
    assert counts == {
        "lines": 6, "persons": 4, "organizations": 1, "present": 4, "former": 1, "returned": 1,
    }  # fmt: skip
    shares = report["shares"]
    assert isinstance(shares, list)
    assert {(each["class"], each["shares"], each["holders"], each["worth_minor"]) for each in shares} == {
        ("qualifying", 3, 3, 1_500),
        ("permanent", 25, 2, 25_000),
    }
    assert (report["account"], report["account_before_minor"], report["account_after_minor"]) == (
        "2900",
        0,
        -26500,
    )


def test_consents_to_letters_by_email_come_with_the_file_or_not_at_all(desk: Desk) -> None:
    heading = HEADINGS.replace("e-mail,", "e-mail,lettres par courriel,")
    lines = (
        "101,person,Odile,Gagnon,1957-06-03,fr,odile@example.org,oui,full,1998-03-12,,,,,,a\n"
        "102,person,Lise,Tremblay,1964-02-29,en,lise@example.org,no,full,1986-06-16,,,,,,b\n"
        "103,person,Karim,Benali,1979-07-05,fr,karim@example.org,,full,2014-04-08,,,,,,c\n"
    )
    assert desk.report(heading + lines)["electronic_letters"] == 1
    assert desk.report(heading + lines, "--yes")["written"] is True
    with inside(desk.capital.id):
        known = members.known_by_source(source_keys=["register:key:a", "register:key:b", "register:key:c"])
        ids = {key[-1]: person.person_id for key, person in known.items()}
        assert set(members.electronic_consents(person_ids=ids.values())) == {ids["a"]}
    faulty = desk.report(heading + lines.replace("oui", "maybe"))
    assert codes(faulty) == [(2, "unknown_word")]


def test_numbers_days_and_shares_are_those_of_the_file(desk: Desk) -> None:
    assert desk.report(GOOD, "--yes")["written"] is True
    capital = desk.capital
    with inside(capital.id):
        odile, lise, shop = (members.member(number=number) for number in (4182, 17, 18))
        first, second = (members.member(number=number) for number in (30, 77))
        karim = members.member(number=4183)
        cause = members.cause_taken_over(member_id=shop.member_id)
        lines = queries.share_register(cooperative_id=capital.id, on=TODAY).lines
    assert odile.joined_on == date(1998, 3, 12)
    assert odile.particulars.birth_date == date(1957, 6, 3)
    assert odile.particulars.email == "odile@example.org"
    assert not odile.can_sign_in
    assert (lise.member_class, lise.particulars.language) == (MemberClass.AUXILIARY, "en")
    assert lise.particulars.birth_date == date(1964, 2, 29)
    assert (shop.left_on, cause) == (date(2001, 5, 4), DepartureCause.END_OF_ORGANIZATION)
    assert shop.particulars.kind is PersonKind.ORGANIZATION
    assert first.person_id == second.person_id
    assert (first.left_on, second.joined_on, second.left_on) == (date(2015, 1, 1), date(2020, 2, 29), None)
    assert karim.joined_on == date(2014, 4, 8)
    held = {(line.member_number, line.share_class.code): (line.held, line.since) for line in lines}
    assert held == {
        (4182, "qualifying"): (1, date(1998, 3, 12)),
        (4182, "permanent"): (20, date(1998, 3, 12)),
        (17, "qualifying"): (1, date(1986, 6, 16)),
        (77, "qualifying"): (1, date(2020, 2, 29)),
        (4183, "permanent"): (5, date(2014, 4, 8)),
    }
    assert capital.balance("qualifying_shares") == 1_500
    assert capital.balance("shares_permanent") == 25_000
    assert capital.balance("suspense") == -26_500
    assert capital.is_clean()


def test_the_next_member_gets_the_number_after_the_highest(desk: Desk) -> None:
    desk.report(GOOD, "--yes")
    newcomer = membership.Newcomer(Particulars(family_name="Poulin"), TODAY)
    registered = membership.register_members(by=desk.capital.caisse.program, newcomers=[newcomer])
    assert registered[0].number == 4184


def test_the_same_file_again_changes_nothing_and_says_so(desk: Desk, census: Census) -> None:
    desk.report(GOOD, "--yes")
    before = census()
    again = desk.report(GOOD, "--yes")
    assert (again["written"], again["already_there"], again["known"]) == (False, True, 5)
    assert census() == before


def test_a_longer_file_brings_in_what_is_new(desk: Desk) -> None:
    desk.report(GOOD, "--yes")
    report = desk.report(GOOD + LINE.format(number=9_000, name="Roy", key="z"), "--yes")
    assert (report["known"], report["persons"], report["written"]) == (5, 1, True)
    with inside(desk.capital.id):
        assert members.member(number=9_000).name == "Yvon Roy"


def test_a_person_of_before_under_another_number_is_a_fault(desk: Desk) -> None:
    desk.report(GOOD, "--yes")
    report = desk.report(HEADINGS + "99,person,Odile,Gagnon,1957-06-03,fr,,full,1998-03-12,,,,,,a\n", "--yes")
    assert codes(report) == [(2, "imported_otherwise")]


def test_numbers_that_are_taken_are_all_named_and_nothing_is_written(desk: Desk, census: Census) -> None:
    before = census()
    keyed = zip((1, 2, 3, 3), "abcd", strict=True)
    lines = [LINE.format(number=number, name=f"Roy {key}", key=key) for number, key in keyed]
    report = desk.report(HEADINGS + "".join(lines), "--yes")
    assert codes(report) == [(2, "number_taken"), (3, "number_taken"), (5, "number_twice")]
    assert report["faults_in_all"] == 3
    assert census() == before


def test_classes_and_limits_of_shares_are_asked(desk: Desk) -> None:
    unknown = desk.report(HEADINGS.replace("shares permanent", "shares surplus") + GOOD.split("\n")[1] + "\n")
    assert codes(unknown) == [(1, "unknown_share_class")]
    large = "5,person,Yvon,Roy,1960-02-29,fr,,full,1990-01-01,,,,,501,q\n"
    assert codes(desk.report(HEADINGS + large)) == [(2, "holding_too_large")]
    both = (
        "5,person,Yvon,Roy,1960-02-29,fr,,full,1990-01-01,,,,,300,q\n"
        "6,person,Yvon,Roy,1960-02-29,fr,,full,1980-01-01,1985-01-01,,,,201,q\n"
    )
    assert codes(desk.report(HEADINGS + both)) == [(2, "holding_too_large")]


def test_a_class_is_not_open_to_everybody(desk: Desk) -> None:
    names = {"en": "Surplus shares", "fr": "Parts de surplus"}
    open_to = frozenset({"organization"})
    asked = actions.ShareClassRequest("surplus", queries.ShareKind.SURPLUS, names, banking.cad("1"), open_to)
    actions.open_share_class(by=desk.capital.caisse.program, asked=asked)
    content = HEADINGS.replace("shares permanent", "shares surplus")
    content += "5,person,Yvon,Roy,1960-02-29,fr,,full,1990-01-01,,,,,1,q\n"
    content += "6,organization,,Roy inc.,,,,full,1990-01-01,,,,,1,r\n"
    content += "7,person,Yvan,Roy,1960-02-29,fr,,full,1990-01-01,2000-01-01,,,,1,s\n"
    assert codes(desk.report(content)) == [(2, "holder_not_admitted")]


def test_perhaps_the_same_is_reported_and_never_merged(desk: Desk, census: Census) -> None:
    desk.report(GOOD, "--yes")
    twins = (
        "500,person,ODILE,gagnon,1957-06-03,fr,,full,2001-01-01,,,,,,x\n"
        "501,organization,,Quincaillerie  ROY,,fr,,full,2001-01-01,,,,,,y\n"
    )
    shown = desk.report(HEADINGS + twins)
    assert shown["namesakes"] == [{"line": 2, "number": 4182}, {"line": 3, "number": 18}]
    before = census()
    refused = desk.report(HEADINGS + twins, "--yes")
    assert (refused["refused"], refused["faults_in_all"]) == ("namesakes_found", 2)
    assert census() == before
    assert desk.report(HEADINGS + twins, "--yes", "--despite-namesakes")["written"] is True
    with inside(desk.capital.id):
        assert members.member(number=500).person_id != members.member(number=4182).person_id


def test_two_of_one_name_and_birth_date_in_the_file_are_reported(desk: Desk) -> None:
    twice = LINE.format(number=10, name="Roy", key="p") + LINE.format(number=11, name="Roy", key="q")
    assert desk.report(HEADINGS + twice)["namesakes"] == [{"line": 3, "first_line": 2}]


def test_an_officer_who_is_known_and_no_member_is_reported(desk: Desk) -> None:
    particulars = Particulars(family_name="Roy", given_names="Yvon", birth_date=date(1960, 2, 29))
    membership.add_persons(by=desk.capital.caisse.program, particulars=[particulars])
    report = desk.report(HEADINGS + LINE.format(number=10, name="Roy", key="p"))
    assert report["namesakes"] == [{"line": 2, "number": None}]


def test_the_account_is_one_of_the_chart_by_role_or_number(desk: Desk) -> None:
    assert desk.report(GOOD, "--against", "3100")["account"] == "3100"
    assert desk.report(GOOD, "--against", "general_reserve")["account"] == "3100"
    for account in ("nothing", desk.capital.caisse.everyday.number):
        assert desk.report(GOOD, "--against", account)["refused"] == "account_not_found"


def test_another_cooperative_sees_nothing_of_it(desk: Desk, database: str) -> None:
    neighbour = banking.build(f"{desk.capital.caisse.slug}-b")
    desk.report(GOOD, "--yes")
    with inside(neighbour.id):
        assert members.members_at(cooperative_id=neighbour.id, on=TODAY) == 2
        assert members.taken_numbers(numbers=[4182, 1, 2]) == {1, 2}
        assert members.known_by_source(source_keys=["register:key:a"]) == {}


def test_only_who_manages_capital_imports(desk: Desk) -> None:
    path = desk.file(GOOD)
    with pytest.raises(NotAllowed):
        importing.import_members(by=desk.capital.caisse.teller, path=path, layout=Layout())
    with pytest.raises(NotAllowed):
        membership.take_over_members(
            by=desk.capital.caisse.treasurer,
            persons=[
                membership.OldPerson(Particulars(family_name="Roy"), (membership.OldMembership(9, TODAY),))
            ],
        )


def test_refusals_keep_particulars_out_of_logs(desk: Desk) -> None:
    program = desk.capital.caisse.program
    bad = desk.file(HEADINGS + "1,person,=Secret,Name,1960-02-29,fr,,full,1990-01-01,,,,,,q\n")
    with pytest.raises(RegisterFaulty) as refused:
        importing.import_members(by=program, path=bad, layout=Layout())
    assert str(refused.value) == "register_faulty (count=2)"
    twins = desk.file(HEADINGS + "".join(LINE.format(number=n, name="Roy", key=n) for n in (10, 11)))
    accepted = importing.Accepted(write=True)
    with pytest.raises(NamesakesFound) as found:
        importing.import_members(by=program, path=twins, layout=Layout(), accepted=accepted)
    assert str(found.value) == "namesakes_found (count=1)"


def test_an_account_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(AccountNotFound):
        importing.import_members(
            by=desk.capital.caisse.program, path=desk.file(GOOD), layout=Layout(), against="x"
        )


def test_statements_do_not_grow_with_the_lines(desk: Desk) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    def statements(first: int, count: int) -> int:
        lines = (
            f"{first + place},person,Yvon,Roy {first + place},1960-02-29,fr,,full,1990-01-01,,,1,,2,k{first + place}\n"
            for place in range(count)
        )
        path = desk.file(HEADINGS + "".join(lines))
        accepted = importing.Accepted(write=True)
        with CaptureQueriesContext(connection) as captured:
            importing.import_members(
                by=desk.capital.caisse.program, path=path, layout=Layout(), accepted=accepted
            )
        return len(captured)

    statements(100, 1)
    assert statements(200, 400) == statements(700, 3)


def holder(capital: Capital, number: int) -> UUID:
    with inside(capital.id):
        return members.member(number=number).person_id


def test_shares_taken_over_can_be_repaid_like_others(desk: Desk) -> None:
    desk.report(GOOD, "--yes")
    capital = desk.capital
    assert capital.held(holder(capital, 4182), on=date(2010, 1, 1)) == 20
    request = actions.ask_redemption(
        by=replace(capital.treasurer, person_id=holder(capital, 4182)),
        key=banking.key(),
        holder_id=holder(capital, 4182),
        code="permanent",
        quantity=20,
    )
    assert request is not None
    assert capital.is_clean()


def test_what_former_members_hold_waits_in_the_order_of_their_leaving(desk: Desk) -> None:
    left = (
        "{number},person,Yvon,Roy {number},1960-02-29,fr,,full,1980-01-01,{left_on},,,,{shares},k{number}\n"
    )
    content = HEADINGS + "".join(
        left.format(number=number, left_on=left_on, shares=shares)
        for number, left_on, shares in ((10, "2020-05-01", 3), (11, "2001-05-01", 2), (12, "2010-05-01", ""))
    )
    shown = desk.report(content, "--yes")["shares"]
    assert isinstance(shown, list)
    assert shown[0]["of_former_members"] == 5
    capital = desk.capital
    with inside(capital.id):
        waiting = [(each.holder_id, each.quantity) for each in queries.redemption_queue()]
    assert waiting == [(holder(capital, 11), 2), (holder(capital, 10), 3)]
    assert capital.is_clean()
