"""Shares issued, paid in, moved, repaid and reversed: the register and the books say the same after each."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from fractions import Fraction
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from rochdale.banking import actions as banking
from rochdale.capital import actions, errors, queries
from rochdale.capital.actions import Issue, OldHolding, Repayment, ShareClassRequest
from rochdale.capital.queries import MovementCause, ShareKind
from rochdale.cooperatives.errors import NotAllowed
from rochdale.ledger import queries as ledger
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Capital, cad, key


def test_an_issue_stands_in_the_register_and_in_the_books(capital: Capital) -> None:
    capital.issue(capital.odile, 1, "qualifying")
    capital.issue(capital.odile, 12)
    assert (capital.held(capital.odile), capital.held(capital.odile, "qualifying")) == (12, 1)
    assert (capital.balance("shares_permanent"), capital.balance("qualifying_shares")) == (12_000, 500)
    assert capital.balance("cash") == -12_500
    assert capital.is_clean()


def test_the_same_request_twice_is_one_issue(capital: Capital) -> None:
    issue = Issue(key(), capital.odile, "permanent", 3, cad("30"), capital.cash)
    first, again = (actions.issue_shares(by=capital.treasurer, issues=[issue])[0] for _ in range(2))
    assert (again.again, again.movement_ids) == (True, first.movement_ids)
    assert capital.held(capital.odile) == 3
    with pytest.raises(errors.ShareKeyReused):
        actions.issue_shares(by=capital.treasurer, issues=[replace(issue, holder_id=capital.armand)])


def test_instalments_are_owed_until_they_are_paid(capital: Capital) -> None:
    movement = capital.issue(capital.odile, 4, paid=cad("10"))
    with inside(capital.id):
        (holding,) = queries.holdings(holder_ids=[capital.odile], on=TODAY)
    assert holding.owing == cad("30")
    assert capital.balance("share_subscriptions") == -3_000
    pay = {"by": capital.treasurer, "movement_id": movement, "from_account_id": capital.cash}
    one = key()
    for _ in range(2):
        actions.pay_instalment(key=one, amount=cad("12.50"), **pay)  # type: ignore[arg-type]  # facts by name
    with pytest.raises(errors.InstalmentImpossible):
        actions.pay_instalment(key=key(), amount=cad("17.51"), **pay)  # type: ignore[arg-type]  # as above
    with pytest.raises(errors.SharesUnpaid):
        actions.ask_redemption(
            by=capital.treasurer, key=key(), holder_id=capital.odile, code="permanent", quantity=1
        )
    actions.pay_instalment(key=key(), amount=cad("17.50"), **pay)  # type: ignore[arg-type]  # as above
    assert capital.balance("share_subscriptions") == 0
    assert capital.is_clean()


@pytest.mark.parametrize("paid", ["0", "9.99", "40.01"])
def test_the_bylaws_say_how_little_may_be_paid_at_first(capital: Capital, paid: str) -> None:
    with pytest.raises(errors.InstalmentImpossible):
        capital.issue(capital.odile, 4, paid=cad(paid))


def test_who_may_hold_and_how_much(capital: Capital) -> None:
    (stranger,) = membership.add_persons(
        by=capital.caisse.program, particulars=[membership.Particulars("Stranger")]
    )
    for_persons = ShareClassRequest(
        "persons", ShareKind.SURPLUS, {"en": "P", "fr": "P"}, cad("10"), frozenset({"natural"})
    )
    actions.open_share_class(by=capital.caisse.program, asked=for_persons)
    for code in ("permanent", "persons"):
        with pytest.raises(errors.HolderNotAdmitted):
            capital.issue(stranger, 1, code)
    capital.issue(capital.odile, 1, "persons")
    with pytest.raises(errors.HoldingTooLarge):
        capital.issue(capital.odile, 501)
    capital.issue(capital.odile, 500)
    with pytest.raises(errors.HoldingTooLarge):
        capital.issue(capital.odile, 1)
    for quantity in (0, -3):
        with pytest.raises(errors.QuantityImpossible):
            capital.issue(capital.odile, quantity)
    with pytest.raises(errors.ShareClassNotFound):
        capital.issue(capital.odile, 1, "golden")
    with pytest.raises(errors.ShareClassExists):
        actions.open_qualifying_class(by=capital.caisse.program)
    with pytest.raises(NotAllowed):
        actions.open_qualifying_class(by=capital.caisse.teller)
    late = Issue(
        key(), capital.armand, "permanent", 1, cad("10"), capital.cash, effective_on=TODAY + timedelta(1)
    )
    with pytest.raises(errors.EffectiveTooLate):
        actions.issue_shares(by=capital.treasurer, issues=[late])


def test_a_transfer_changes_hands_and_not_the_capital(capital: Capital) -> None:
    capital.issue(capital.odile, 10)
    ask = {"code": "permanent", "from_id": capital.odile, "to_id": capital.armand}
    one = key()
    for _ in range(2):
        actions.transfer_shares(  # type: ignore[arg-type]  # facts by name
            by=capital.treasurer, key=one, quantity=4, cause=MovementCause.GIFT, **ask
        )
    assert (capital.held(capital.odile), capital.held(capital.armand)) == (6, 4)
    assert capital.balance("shares_permanent") == 10_000
    with pytest.raises(errors.SharesNotHeld):
        actions.transfer_shares(by=capital.treasurer, key=key(), quantity=7, **ask)  # type: ignore[arg-type]  # as above
    with pytest.raises(errors.SameHolder):
        actions.transfer_shares(
            by=capital.treasurer,
            key=key(),
            code="permanent",
            from_id=capital.odile,
            to_id=capital.odile,
            quantity=1,
        )
    assert capital.is_clean()


def test_the_last_qualifying_share_stays_with_a_member(capital: Capital) -> None:
    capital.issue(capital.odile, 2, "qualifying")
    ask = {"by": capital.treasurer, "holder_id": capital.odile, "code": "qualifying"}
    actions.ask_redemption(key=key(), quantity=1, **ask)  # type: ignore[arg-type]  # facts by name
    with pytest.raises(errors.QualifyingShareNeeded):
        actions.ask_redemption(key=key(), quantity=1, **ask)  # type: ignore[arg-type]  # as above
    with inside(capital.id):
        membership.end_membership(by=capital.caisse.program, number=1, left_on=TODAY)
        actions.ask_redemption(key=key(), quantity=1, **ask)  # type: ignore[arg-type]  # as above


def test_a_conversion_keeps_the_worth(capital: Capital) -> None:
    capital.issue(capital.odile, 3, "qualifying")
    change = {"by": capital.treasurer, "holder_id": capital.odile, "from_code": "qualifying"}
    with pytest.raises(errors.QuantityImpossible):
        actions.convert_shares(key=key(), to_code="permanent", quantity=1, **change)  # type: ignore[arg-type]  # by name
    actions.convert_shares(key=key(), to_code="permanent", quantity=2, **change)  # type: ignore[arg-type]  # as above
    assert (capital.held(capital.odile, "qualifying"), capital.held(capital.odile)) == (1, 1)
    assert (capital.balance("qualifying_shares"), capital.balance("shares_permanent")) == (500, 1_000)
    assert capital.is_clean()


def test_redemptions_wait_for_the_capital_test_in_their_order(capital: Capital) -> None:
    capital.issue(capital.odile, 40)
    capital.issue(capital.armand, 60)
    first, second = (
        actions.ask_redemption(by=capital.treasurer, key=key(), holder_id=who, code="permanent", quantity=20)
        for who in (capital.odile, capital.armand)
    )
    with pytest.raises(errors.NotFirstInQueue):
        actions.pay_redemption(
            by=capital.treasurer, key=key(), request_id=second, repayment=Repayment(capital.cash)
        )
    # Capital and assets are both 1,000.00: a floor above one half of the assets cannot be met by what is left
    # once deposits stand beside it.
    deposited = capital.caisse.everyday.account_id
    banking.deposit(by=capital.caisse.teller, key=key(), account_id=deposited, amount=cad("1000"))
    capital.amend(capital_floor_fraction=Fraction(1, 2))
    with pytest.raises(errors.CapitalTestFailed) as refused:
        actions.pay_redemption(
            by=capital.treasurer, key=key(), request_id=first, repayment=Repayment(capital.cash)
        )
    assert (refused.value.capital_after, refused.value.capital_needed) == (cad("800"), cad("900"))
    assert capital.held(capital.odile) == 40
    capital.amend(capital_floor_fraction=Fraction(4, 9))
    one = key()
    for _ in range(2):
        actions.pay_redemption(
            by=capital.treasurer, key=one, request_id=first, repayment=Repayment(capital.cash)
        )
    assert (capital.held(capital.odile), capital.balance("shares_permanent")) == (20, 80_000)
    with inside(capital.id):
        assert [each.id for each in queries.redemption_queue()] == [second]
        with pytest.raises(errors.RedemptionNotFound):
            queries.queued_redemption(request_id=first)
    actions.withdraw_redemption(by=replace(capital.treasurer, person_id=capital.armand), request_id=second)
    with inside(capital.id):
        assert queries.redemption_queue() == []
    assert capital.is_clean()


def test_losses_and_debts_lower_what_is_repaid(capital: Capital) -> None:
    capital.issue(capital.odile, 10)
    request = actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.odile, code="permanent", quantity=10
    )
    capital.amend(capital_floor_fraction=Fraction(0))
    impossible = [
        Repayment(capital.cash, price=cad("100.01")),
        Repayment(capital.cash, price=cad("10"), set_off=cad("11"), set_off_account_id=capital.cash),
        Repayment(capital.cash, set_off=cad("1")),
    ]
    for repayment in impossible:
        with pytest.raises(errors.PriceImpossible):
            actions.pay_redemption(by=capital.treasurer, key=key(), request_id=request, repayment=repayment)
    wanted = banking.MemberAccountRequest(capital.odile, "loan", overdraft_minor=10_000)
    owed = banking.open_member_accounts(by=capital.caisse.program, requests=[wanted])[0].account_id
    banking.transfer(
        by=capital.caisse.teller,
        key=key(),
        from_id=owed,
        to_id=capital.caisse.armands.account_id,
        amount=cad("40"),
    )
    repayment = Repayment(capital.cash, price=cad("80"), set_off=cad("30"), set_off_account_id=owed)
    too_much = replace(repayment, set_off=cad("40.01"))
    of_another = replace(repayment, set_off_account_id=capital.caisse.armands.account_id)
    for wrong in (too_much, of_another):
        with pytest.raises(errors.PriceImpossible):
            actions.pay_redemption(by=capital.treasurer, key=key(), request_id=request, repayment=wrong)
    elsewhere = Repayment(capital.caisse.armands.account_id)
    with pytest.raises(errors.PaymentAccountImpossible):
        actions.pay_redemption(by=capital.treasurer, key=key(), request_id=request, repayment=elsewhere)
    actions.pay_redemption(by=capital.treasurer, key=key(), request_id=request, repayment=repayment)
    assert (capital.balance("general_reserve"), capital.balance("cash")) == (2_000, -5_000)
    assert ledger.balance_on(capital.id, owed, TODAY) == 1_000
    assert capital.is_clean()


def ask(capital: Capital, holder_id: UUID, quantity: int) -> UUID:
    oneself = replace(capital.treasurer, person_id=holder_id)
    return actions.ask_redemption(
        by=oneself, key=key(), holder_id=holder_id, code="permanent", quantity=quantity
    )


def pay(capital: Capital, request_id: UUID, price: str | None = None) -> None:
    repayment = Repayment(capital.cash, price=cad(price) if price else None)
    actions.pay_redemption(by=capital.treasurer, key=key(), request_id=request_id, repayment=repayment)


def test_losses_set_the_highest_price_from_the_books(capital: Capital) -> None:
    capital.amend(capital_floor_fraction=Fraction(0))
    capital.issue(capital.odile, 30)
    capital.issue(capital.armand, 60, paid=cad("350"))
    first, second = ask(capital, capital.odile, 10), ask(capital, capital.odile, 5)
    capital.lose("200")
    with inside(capital.id):
        limit = queries.price_limit(cooperative_id=capital.id, on=TODAY)
    # 300 and 350 were paid in; 200 of it is lost: 450 stand behind 650, and a share of 10 is worth 6.92.
    assert (limit.net_worth, limit.outstanding, limit.is_reduced) == (cad("450"), cad("650"), True)
    assert (limit.highest(cad("100")), limit.highest(cad("100"), owed=4_000)) == (cad("69.23"), cad("81.53"))
    for price, tried in (("69.24", "69.24"), (None, "100")):
        with pytest.raises(errors.PriceAboveNetWorth) as refused:
            pay(capital, first, price)
        assert (refused.value.price, refused.value.highest) == (cad(tried), cad("69.23"))
    with pytest.raises(errors.PriceAboveNetWorth):
        actions.pay_redemptions(
            by=capital.treasurer, key=key(), repayments=[(first, capital.cash), (second, capital.cash)]
        )
    pay(capital, first, "69.23")
    # What was not repaid stays behind those who stay: their shares are worth no less.
    with pytest.raises(errors.PriceAboveNetWorth):
        pay(capital, second, "34.62")
    capital.amend(share_repayment_price_basis="par")
    pay(capital, second)
    assert capital.held(capital.odile) == 15
    assert capital.is_clean()


def test_many_are_repaid_and_told_in_as_many_statements_as_few(capital: Capital) -> None:
    capital.amend(capital_floor_fraction=Fraction(0))

    def statements(count: int) -> int:
        known = [
            Newcomer(Particulars(f"Roy {place}", email=f"r{place}@example.org"), TODAY)
            for place in range(count)
        ]
        lines = membership.register_members(by=capital.caisse.program, newcomers=known)
        for line in lines:
            capital.issue(line.person_id, 2)
        waiting = [ask(capital, line.person_id, 1) for line in lines]
        with CaptureQueriesContext(connection) as done:
            actions.pay_redemptions(
                by=capital.treasurer, key=key(), repayments=[(each, capital.cash) for each in waiting]
            )
        with inside(capital.id):
            for line in lines:
                (letter,) = register.letters_of(person_id=line.person_id).lines
                assert letter.kind == "shares_repaid"
        return len(done)

    assert statements(12) == statements(2)
    assert capital.is_clean()


def test_nothing_is_paid_where_everything_is_lost(capital: Capital) -> None:
    capital.amend(capital_floor_fraction=Fraction(0))
    capital.issue(capital.odile, 10)
    capital.lose("150")
    with inside(capital.id):
        limit = queries.price_limit(cooperative_id=capital.id, on=TODAY)
    assert limit.highest(cad("50")) == cad("0")


def test_no_price_is_above_par_however_rich_the_cooperative(capital: Capital) -> None:
    capital.issue(capital.odile, 10)
    capital.lose("-500")
    with inside(capital.id):
        limit = queries.price_limit(cooperative_id=capital.id, on=TODAY)
    assert (limit.net_worth, limit.highest(cad("50"))) == (cad("600"), cad("50"))


def test_a_class_that_is_not_repaid(capital: Capital) -> None:
    names = {"en": "Surplus shares", "fr": "Parts de ristourne"}
    asked = ShareClassRequest("surplus", ShareKind.SURPLUS, names, cad("1"), is_redeemable=False)
    actions.open_share_class(by=capital.caisse.manager, asked=asked)
    actions.issue_shares(
        by=capital.treasurer,
        issues=[Issue(key(), capital.odile, "surplus", 5, cad("5"), capital.cash)],
    )
    with pytest.raises(errors.ClassNotRedeemable):
        actions.ask_redemption(
            by=capital.treasurer, key=key(), holder_id=capital.odile, code="surplus", quantity=1
        )


def test_a_mistake_is_reversed_whole_and_once(capital: Capital) -> None:
    wrong = capital.issue(capital.odile, 7)
    one = key()
    for _ in range(2):
        actions.reverse_movement(by=capital.treasurer, key=one, movement_id=wrong)
    assert (capital.held(capital.odile), capital.balance("cash")) == (0, 0)
    with pytest.raises(errors.MovementReversed):
        actions.reverse_movement(by=capital.treasurer, key=key(), movement_id=wrong)
    with pytest.raises(errors.MovementNotFound):
        actions.reverse_movement(by=capital.treasurer, key=key(), movement_id=uuid4())
    partly = capital.issue(capital.odile, 4, paid=cad("10"))
    actions.pay_instalment(
        by=capital.treasurer, key=key(), movement_id=partly, amount=cad("5"), from_account_id=capital.cash
    )
    with pytest.raises(errors.MovementNotFound):
        actions.reverse_movement(by=capital.treasurer, key=key(), movement_id=partly)
    moved = capital.issue(capital.armand, 2)
    request = actions.ask_redemption(
        by=capital.treasurer, key=key(), holder_id=capital.armand, code="permanent", quantity=2
    )
    with pytest.raises(errors.SharesNotHeld):
        actions.reverse_movement(by=capital.treasurer, key=key(), movement_id=moved)
    actions.withdraw_redemption(by=capital.treasurer, request_id=request)
    actions.reverse_movement(by=capital.treasurer, key=key(), movement_id=moved)
    assert capital.is_clean()


def test_an_old_register_is_taken_over_in_one_entry(capital: Capital) -> None:
    suspense = ledger.account_by_role(capital.id, "suspense", "CAD").id
    old = [OldHolding(who, "qualifying", 1, TODAY) for who in (capital.odile, capital.armand)]
    moved = actions.take_over(by=capital.caisse.program, key=key(), holdings=old, against_account_id=suspense)
    assert len(moved.movement_ids) == 2
    assert (capital.balance("qualifying_shares"), capital.balance("suspense")) == (1_000, -1_000)
    with inside(capital.id):
        page = queries.share_register(cooperative_id=capital.id, on=TODAY)
        totals = {
            each.share_class.code: (each.shares, each.holders) for each in queries.share_totals(on=TODAY)
        }
    assert [line.name for line in page.lines] == ["Gagnon, Odile", "Lévesque, Armand"]
    assert totals == {"qualifying": (2, 2), "permanent": (0, 0)}
    assert capital.is_clean()


def test_only_officers_with_the_right_move_shares(capital: Capital) -> None:
    capital.issue(capital.odile, 5)
    teller = capital.caisse.teller
    with pytest.raises(NotAllowed):
        actions.transfer_shares(
            by=teller,
            key=key(),
            code="permanent",
            from_id=capital.odile,
            to_id=capital.armand,
            quantity=1,
        )
    own = replace(teller, person_id=capital.odile)
    request = actions.ask_redemption(by=own, key=key(), holder_id=capital.odile, code="permanent", quantity=1)
    with pytest.raises(NotAllowed):
        actions.withdraw_redemption(by=replace(own, person_id=capital.armand), request_id=request)
    with pytest.raises(NotAllowed):
        actions.pay_redemption(by=own, key=key(), request_id=request, repayment=Repayment(capital.cash))


def test_two_desks_do_not_give_the_same_shares_away(capital: Capital) -> None:
    capital.issue(capital.odile, 5)

    def give(_: int) -> bool:
        try:
            actions.transfer_shares(
                by=capital.treasurer,
                key=key(),
                code="permanent",
                from_id=capital.odile,
                to_id=capital.armand,
                quantity=3,
            )
        except Exception:  # noqa: BLE001  # whoever is refused, by action or database, gives nothing
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(4) as pool:
        assert sum(pool.map(give, range(4))) == 1
    assert (capital.held(capital.odile), capital.held(capital.armand)) == (2, 3)
    assert capital.is_clean()


def test_two_who_ask_at_once_get_two_places(capital: Capital) -> None:
    capital.issue(capital.odile, 8)

    def ask(_: int) -> object:
        try:
            return actions.ask_redemption(
                by=capital.treasurer, key=key(), holder_id=capital.odile, code="permanent", quantity=2
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        assert len(set(pool.map(ask, range(4)))) == 4
    with inside(capital.id):
        assert [each.place for each in queries.redemption_queue()] == [1, 2, 3, 4]
    assert capital.is_clean()


def test_what_is_asked_for_is_not_given_away_meanwhile(capital: Capital) -> None:
    capital.issue(capital.odile, 6)

    def move(turn: int) -> bool:
        try:
            if turn % 2:
                actions.ask_redemption(
                    by=capital.treasurer, key=key(), holder_id=capital.odile, code="permanent", quantity=2
                )
            else:
                actions.transfer_shares(
                    by=capital.treasurer,
                    key=key(),
                    code="permanent",
                    from_id=capital.odile,
                    to_id=capital.armand,
                    quantity=2,
                )
        except errors.SharesNotHeld:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(move, range(8))) == 3
    assert capital.is_clean()


def test_the_capital_test_does_not_count_what_is_not_paid(capital: Capital) -> None:
    capital.issue(capital.odile, 10)
    capital.issue(capital.armand, 40, paid=cad("100"))
    capital.amend(capital_floor_fraction=Fraction(1, 2))
    with inside(capital.id):
        test = queries.capital_test(cooperative_id=capital.id, on=TODAY)
    assert (test.capital, test.assets) == (cad("200"), cad("200"))
    assert test.payable == cad("200")
    assert test.passes_after(test.payable)
    banking.deposit(
        by=capital.caisse.teller, key=key(), account_id=capital.caisse.everyday.account_id, amount=cad("150")
    )
    with inside(capital.id):
        test = queries.capital_test(cooperative_id=capital.id, on=TODAY)
    assert test.payable == cad("50")
    assert test.passes_after(test.payable)
    assert not test.passes_after(cad("50.01"))


def test_an_old_holding_counts_from_its_own_day(capital: Capital) -> None:
    suspense = ledger.account_by_role(capital.id, "suspense", "CAD").id
    long_ago = TODAY - timedelta(days=4_000)
    old = [OldHolding(capital.odile, "qualifying", 1, long_ago)]
    actions.take_over(by=capital.caisse.program, key=key(), holdings=old, against_account_id=suspense)
    with inside(capital.id):
        (line,) = queries.share_register(cooperative_id=capital.id, on=long_ago).lines
        books = {each.share_class.code: each for each in queries.class_books(on=long_ago)}
    assert line.since == long_ago
    assert (books["qualifying"].shares, books["qualifying"].later, books["qualifying"].agree) == (1, 1, True)
    with pytest.raises(errors.EffectiveTooLate):
        actions.take_over(
            by=capital.caisse.program,
            key=key(),
            holdings=[replace(old[0], since_on=TODAY + timedelta(1))],
            against_account_id=suspense,
        )
