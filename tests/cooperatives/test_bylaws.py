"""By-laws by date: what is in force before, on and after a day, and who may change it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from fractions import Fraction
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rochdale.cooperatives import actions, errors, queries
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.queries import BylawSource, OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import inside

from .conftest import FOUNDED, acting, found

CAD = Currency.of("CAD")
LEAP_DAY = date(2024, 2, 29)
NOTICE = BylawChange("notice_min_days", 30)


def amend(
    by: Acting, *changes: BylawChange, effective_from: date = LEAP_DAY, resolution: str = "AGM 2024, item 4"
) -> int:
    return actions.amend_bylaw(by=by, changes=changes, effective_from=effective_from, resolution=resolution)


def notice(by: Acting, on: date) -> tuple[object, int, int]:
    answer = queries.bylaw("notice_min_days", on, by.cooperative_id)
    return answer.value, answer.version, answer.stated_in


def test_nothing_is_in_force_before_the_first_adoption(governed: Acting) -> None:
    with pytest.raises(errors.BylawNotInForce):
        queries.bylaw("notice_min_days", date(2024, 2, 25), governed.cooperative_id)
    assert queries.bylaws(date(2024, 2, 25), governed.cooperative_id) == {}
    with inside(governed.cooperative_id):
        assert queries.bylaw_version(date(2024, 2, 25)) is None
        assert queries.bylaw_version(FOUNDED) == 1


def test_the_whole_pack_is_in_force_from_its_day(governed: Acting) -> None:
    in_force = queries.bylaws(FOUNDED, governed.cooperative_id)
    assert len(in_force) == len(queries.pack("quebec-caisse").statements)
    assert in_force["second_person_threshold_minor"].money == Money(500_000, CAD)
    assert in_force["special_majority_fraction"].fraction == Fraction(2, 3)
    assert in_force["voting_age_years"].number == 18
    assert in_force["overdraft_allowed"].allowed is False
    assert in_force["special_majority_basis"].text == "cast"
    assert in_force["meeting_modes"].words == ("in_person", "hybrid", "virtual")
    assert (in_force["notice_min_days"].rule, in_force["notice_min_days"].decided_by) == (
        "Q-26",
        BylawSource.PACK,
    )


def test_a_generic_pack_speaks_in_the_own_currency(database: str, slug: str) -> None:
    bank = found(slug, currency="CZK", holidays="CZ", time_zone="Europe/Prague")
    actions.adopt_pack(by=acting(bank.id), pack="ica-generic", effective_from=date(1993, 1, 1))
    answer = queries.bylaw("second_person_threshold_minor", date(1993, 1, 1), bank.id)
    assert answer.money == Money(500_000, Currency.of("CZK"))


def test_a_pack_in_another_currency_is_refused(database: str, slug: str) -> None:
    bank = found(slug, currency="CZK", holidays="CZ")
    with pytest.raises(errors.PackOfOtherCurrency):
        actions.adopt_pack(by=acting(bank.id), pack="quebec-caisse")


def test_a_pack_that_does_not_exist_is_refused(by: Acting) -> None:
    with pytest.raises(errors.PackNotFound):
        actions.adopt_pack(by=by, pack="atlantis")


def test_an_amendment_holds_from_its_day_and_not_before(governed: Acting) -> None:
    assert amend(governed, NOTICE) == 2
    assert notice(governed, date(2024, 2, 28)) == (20, 1, 1)
    assert notice(governed, LEAP_DAY) == (30, 2, 2)
    assert notice(governed, date(2024, 3, 1)) == (30, 2, 2)
    untouched = queries.bylaw("notice_max_days", LEAP_DAY, governed.cooperative_id)
    assert (untouched.value, untouched.version, untouched.stated_in) == (45, 2, 1)


def test_of_two_versions_of_one_day_the_later_holds(governed: Acting) -> None:
    amend(governed, NOTICE)
    amend(governed, BylawChange("notice_min_days", 25))
    assert notice(governed, LEAP_DAY) == (25, 3, 3)
    assert notice(governed, date(2024, 2, 28)) == (20, 1, 1)


def test_an_amendment_keeps_the_rule_and_names_the_resolution(governed: Acting) -> None:
    amend(governed, NOTICE)
    answer = queries.bylaw("notice_min_days", LEAP_DAY, governed.cooperative_id)
    assert (answer.rule, answer.source, answer.decided_by) == ("Q-26", "AGM 2024, item 4", BylawSource.BYLAW)


def test_a_federation_standard_says_whose_it_is(governed: Acting) -> None:
    actions.amend_bylaw(
        by=governed,
        changes=[NOTICE],
        effective_from=LEAP_DAY,
        resolution="Standard 12",
        source=BylawSource.FEDERATION,
    )
    with inside(governed.cooperative_id):
        adoptions = queries.bylaw_adoptions()
    assert [(each.version, each.source, each.pack, each.resolution) for each in adoptions] == [
        (2, BylawSource.FEDERATION, "", "Standard 12"),
        (1, BylawSource.PACK, "quebec-caisse", ""),
    ]


def test_every_kind_of_value_can_be_amended(governed: Acting) -> None:
    changes = [
        BylawChange("special_majority_fraction", Fraction(3, 4)),
        BylawChange("second_person_threshold_minor", Money(1_000_000, CAD)),
        BylawChange("overdraft_allowed", True),
        BylawChange("expulsion_body", "general_meeting"),
        BylawChange("meeting_modes", ("virtual",)),
        BylawChange("voting_age_years", 16),
        BylawChange("expulsion_notice_min_days", 20, rule="Q-19", source="own by-law 7"),
    ]
    amend(governed, *changes)
    in_force = queries.bylaws(LEAP_DAY, governed.cooperative_id)
    assert {change.name: in_force[change.name].value for change in changes} == {
        each.name: each.value for each in changes
    }


def test_a_faulty_amendment_shows_every_fault(governed: Acting) -> None:
    changes = [
        BylawChange("no_such_thing", 1),
        BylawChange("notice_min_days", -1),
        BylawChange("notice_max_days", "45"),
        BylawChange("voting_age_years", True),
        BylawChange("large_cash_report_minor", Money(1, Currency.of("EUR"))),
        BylawChange("expulsion_notice_min_days", 20),
        BylawChange("notice_min_days", 3),
        BylawChange("quorum_fraction", Fraction(4, 3)),
    ]
    with pytest.raises(errors.BylawsFaulty) as refused:
        amend(governed, *changes, resolution=" ")
    codes = [(fault.line, fault.code) for fault in refused.value.faults if fault.code != "source_missing"]
    assert codes == [
        (None, "resolution_missing"),
        (None, "name_twice"),
        (1, "name_unknown"),
        (2, "value_unsound"),
        (3, "type_wrong"),
        (4, "type_wrong"),
        (5, "currency_differs"),
        (6, "rule_malformed"),
        (8, "value_unsound"),
    ]
    with inside(governed.cooperative_id):
        assert queries.bylaw_version(LEAP_DAY) == 1


def test_an_amendment_that_changes_nothing_is_refused(governed: Acting) -> None:
    with pytest.raises(errors.BylawsFaulty):
        amend(governed)


def test_versions_do_not_go_back(governed: Acting) -> None:
    amend(governed, NOTICE, effective_from=date(2024, 3, 15))
    with pytest.raises(errors.BylawBackdated) as refused:
        amend(governed, BylawChange("notice_min_days", 25), effective_from=date(2024, 3, 14))
    assert refused.value.not_before == date(2024, 3, 15)
    with pytest.raises(errors.BylawBackdated):
        actions.adopt_pack(by=governed, pack="quebec-caisse", effective_from=date(2024, 3, 14))


def test_an_amendment_does_not_change_the_past(governed: Acting) -> None:
    with pytest.raises(errors.BylawBackdated):
        amend(acting(governed.cooperative_id, LEAP_DAY), NOTICE, effective_from=date(2024, 2, 28))


def test_an_adoption_is_not_registered_before_it_happens(governed: Acting) -> None:
    with pytest.raises(errors.BylawNotYetAdopted):
        actions.amend_bylaw(
            by=governed, changes=[NOTICE], effective_from=LEAP_DAY, resolution="AGM", adopted_on=LEAP_DAY
        )


def test_only_the_office_amends(governed: Acting) -> None:
    manager, teller = uuid4(), uuid4()
    actions.appoint(by=governed, person_id=manager, office=OfficeKind.MANAGER)
    actions.appoint(by=governed, person_id=teller, office=OfficeKind.TELLER)
    with pytest.raises(errors.NotAllowed):
        amend(acting(governed.cooperative_id, person_id=teller), NOTICE)
    with pytest.raises(errors.NotAllowed):
        actions.adopt_pack(by=acting(governed.cooperative_id, person_id=teller), pack="quebec-caisse")
    assert amend(acting(governed.cooperative_id, person_id=manager), NOTICE) == 2


def test_a_lookup_is_one_query(governed: Acting) -> None:
    for change in (30, 31, 32):
        amend(governed, BylawChange("notice_min_days", change))
    with inside(governed.cooperative_id):
        with CaptureQueriesContext(connection) as one:
            queries.bylaw("notice_min_days", LEAP_DAY)
        with CaptureQueriesContext(connection) as all_of_them:
            queries.bylaws(LEAP_DAY)
    assert (len(one), len(all_of_them)) == (1, 1)


def test_the_by_laws_of_another_are_not_seen(governed: Acting, other: queries.Cooperative) -> None:
    assert queries.bylaws(LEAP_DAY, other.id) == {}
    with pytest.raises(errors.BylawNotInForce):
        queries.bylaw("notice_min_days", LEAP_DAY, other.id)
    with inside(other.id):
        assert queries.bylaw_adoptions() == []


def test_amendments_at_the_same_time_follow_one_another(governed: Acting) -> None:
    def one(days: int) -> int:
        try:
            return amend(governed, BylawChange("notice_min_days", days))
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        versions = sorted(pool.map(one, [21, 22, 23, 24]))
    assert versions == [2, 3, 4, 5]
