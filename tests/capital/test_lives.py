"""Random lives of shares: after every step the register, its movements and the books say the same."""

from __future__ import annotations

import uuid

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from rochdale.capital import actions, errors, queries
from rochdale.capital.actions import Issue, Repayment
from rochdale.capital.queries import MovementCause
from rochdale.kernel.errors import Refusal
from rochdale.membership import actions as membership
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside

from .conftest import TODAY, Capital, build, cad, key

pytestmark = pytest.mark.slow

PAR = {"permanent": 1_000, "qualifying": 500}
CODES = st.sampled_from(sorted(PAR))
WHO = st.sampled_from(["odile", "armand"])
OTHER = {"permanent": "qualifying", "qualifying": "permanent"}
FEW = st.integers(1, 6)


class Lives(RuleBasedStateMachine):
    """A model that fits on a page: how many shares each has of each class, and what is owed on them."""

    @initialize()
    def found(self) -> None:
        self.capital: Capital = build(f"caisse-{uuid.uuid4().hex[:12]}")
        self.capital.consent()
        self.held = {(who, code): 0 for who in ("odile", "armand") for code in PAR}
        self.owed: dict[uuid.UUID, tuple[str, str, int]] = {}
        self.queue: list[tuple[uuid.UUID, str, str, int]] = []
        self.issued: list[tuple[uuid.UUID, str, str, int]] = []
        self.left: set[str] = set()
        self.papers: dict[uuid.UUID, int] = {}

    def person(self, who: str) -> uuid.UUID:
        return self.capital.odile if who == "odile" else self.capital.armand

    def free(self, who: str, code: str) -> int:
        return self.held[who, code] - sum(
            quantity for _, by, of, quantity in self.queue if (by, of) == (who, code)
        )

    def owing(self, who: str, code: str) -> int:
        return sum(minor for by, of, minor in self.owed.values() if (by, of) == (who, code))

    def may_part(self, who: str, code: str, quantity: int) -> bool:
        if who in self.left:
            return self.free(who, code) >= quantity and not self.owing(who, code)
        least = 1 if code == "qualifying" else 0
        return not self.owing(who, code) and self.free(who, code) - quantity >= least

    @rule(who=WHO, code=CODES, quantity=FEW, parts=st.integers(1, 4))
    def issue(self, who: str, code: str, quantity: int, parts: int) -> None:
        cost = PAR[code] * quantity
        paid = -(-cost // parts)
        money = Money(paid, cad("0").currency)
        issue = Issue(key(), self.person(who), code, quantity, money, self.capital.cash)
        if who in self.left:
            with pytest.raises(errors.HolderNotAdmitted):
                actions.issue_shares(by=self.capital.treasurer, issues=[issue])
            return
        done = actions.issue_shares(by=self.capital.treasurer, issues=[issue])[0].movement_ids[0]
        self.held[who, code] += quantity
        if paid < cost:
            self.owed[done] = (who, code, cost - paid)
        else:
            self.issued.append((done, who, code, quantity))

    @rule(part=st.integers(1, 9))
    def pay(self, part: int) -> None:
        if not self.owed:
            return
        movement, (who, code, owing) = next(iter(self.owed.items()))
        minor = max(owing // part, 1)
        actions.pay_instalment(
            by=self.capital.treasurer,
            key=key(),
            movement_id=movement,
            amount=Money(minor, cad("0").currency),
            from_account_id=self.capital.cash,
        )
        self.owed[movement] = (who, code, owing - minor)
        if owing == minor:
            del self.owed[movement]

    @rule(who=WHO, code=CODES, quantity=FEW)
    def give(self, who: str, code: str, quantity: int) -> None:
        other = "armand" if who == "odile" else "odile"
        expected = self.may_part(who, code, quantity) and other not in self.left
        try:
            actions.transfer_shares(
                by=self.capital.treasurer,
                key=key(),
                code=code,
                from_id=self.person(who),
                to_id=self.person(other),
                quantity=quantity,
                cause=MovementCause.GIFT,
            )
        except Refusal:
            assert not expected
        else:
            assert expected
            self.held[who, code] -= quantity
            self.held[other, code] += quantity

    @rule(who=WHO, code=CODES, quantity=FEW)
    def ask(self, who: str, code: str, quantity: int) -> None:
        expected = self.may_part(who, code, quantity)
        try:
            asked = actions.ask_redemption(
                by=self.capital.treasurer,
                key=key(),
                holder_id=self.person(who),
                code=code,
                quantity=quantity,
            )
        except Refusal:
            assert not expected
        else:
            assert expected
            self.queue.append((asked, who, code, quantity))

    @rule(less=st.integers(0, 400))
    def repay(self, less: int) -> None:
        if not self.queue:
            return
        asked, who, code, quantity = self.queue[0]
        price = Money(max(PAR[code] * quantity - less, 0), cad("0").currency)
        try:
            actions.pay_redemption(
                by=self.capital.treasurer,
                key=key(),
                request_id=asked,
                repayment=Repayment(self.capital.cash, price=price),
            )
        except Refusal as refusal:
            assert refusal.code == "capital_test_failed", refusal  # noqa: PT017  # no other is expected
        else:
            self.queue.pop(0)
            self.held[who, code] -= quantity
            if who in self.left:  # what was owed on the shares was taken from the price
                self.owed = {one: due for one, due in self.owed.items() if due[:2] != (who, code)}

    @rule()
    def repay_all(self) -> None:
        if len(self.queue) < 2 or any(self.owing(who, code) for _, who, code, _ in self.queue):
            return
        pairs = [(asked, self.capital.cash) for asked, *_ in self.queue]
        try:
            actions.pay_redemptions(by=self.capital.treasurer, key=key(), repayments=pairs)
        except Refusal as refusal:
            assert refusal.code == "capital_test_failed", refusal  # noqa: PT017  # no other is expected
        else:
            for _, who, code, quantity in self.queue:
                self.held[who, code] -= quantity
            self.queue = []

    @rule(who=WHO, code=CODES, quantity=FEW)
    def convert(self, who: str, code: str, quantity: int) -> None:
        worth = PAR[code] * quantity
        is_whole = worth % PAR[OTHER[code]] == 0
        expected = is_whole and self.may_part(who, code, quantity) and who not in self.left
        try:
            actions.convert_shares(
                by=self.capital.treasurer,
                key=key(),
                holder_id=self.person(who),
                from_code=code,
                to_code=OTHER[code],
                quantity=quantity,
            )
        except Refusal:
            assert not expected
        else:
            assert expected
            self.held[who, code] -= quantity
            self.held[who, OTHER[code]] += worth // PAR[OTHER[code]]

    @rule(who=WHO, code=CODES)
    def certify(self, who: str, code: str) -> None:
        ask = {"by": self.capital.treasurer, "holder_id": self.person(who), "code": code}
        if not self.held[who, code]:
            with pytest.raises(errors.NothingToCertify):
                actions.issue_certificate(**ask)  # type: ignore[arg-type]  # facts by name
            return
        paper = actions.issue_certificate(**ask)  # type: ignore[arg-type]  # as above
        self.papers[paper] = self.held[who, code]

    @rule(who=WHO, sure=st.integers(0, 3))
    def leave(self, who: str, sure: int) -> None:
        """Seldom: most lives go on. Whatever is held waits for repayment from then on."""
        if who in self.left or sure:
            return
        number = 1 if who == "odile" else 2
        departure = membership.ask_to_leave(by=self.capital.caisse.program, number=number)
        actions.end_departure(by=self.capital.caisse.program, departure_id=departure)
        self.left.add(who)
        with inside(self.capital.id):
            known = {asked for asked, *_ in self.queue}
            for each in queries.redemption_queue():
                if each.id not in known:
                    self.queue.append((each.id, who, each.share_class.code, each.quantity))
        assert all(self.free(who, code) == 0 for code in PAR)

    @rule()
    def reverse(self) -> None:
        if not self.issued:
            return
        movement, who, code, quantity = self.issued.pop()
        if who in self.left:
            with pytest.raises(errors.SharesNotHeld):
                actions.reverse_movement(by=self.capital.treasurer, key=key(), movement_id=movement)
            return
        try:
            actions.reverse_movement(by=self.capital.treasurer, key=key(), movement_id=movement)
        except Refusal:
            assert self.free(who, code) < quantity
        else:
            self.held[who, code] -= quantity

    @invariant()
    def the_register_and_the_books_agree(self) -> None:
        if not hasattr(self, "capital"):
            return
        people = {self.capital.odile: "odile", self.capital.armand: "armand"}
        with inside(self.capital.id):
            found = queries.holdings(holder_ids=people, on=TODAY)
        told = {(people[each.holder_id], each.share_class.code): each.held for each in found}
        assert told == {place: count for place, count in self.held.items() if count or self.owing(*place)}
        for code, role in (("permanent", "shares_permanent"), ("qualifying", "qualifying_shares")):
            shares = sum(count for (_, of), count in self.held.items() if of == code)
            assert self.capital.balance(role) == shares * PAR[code]
        with inside(self.capital.id):
            assert all(each.agree for each in queries.class_books(on=TODAY))
            for paper, held in self.papers.items():
                assert queries.certificate(certificate_id=paper).quantity == held
        assert -self.capital.balance("share_subscriptions") == sum(minor for *_, minor in self.owed.values())

    def teardown(self) -> None:
        if hasattr(self, "capital"):
            assert self.capital.is_clean()


@pytest.mark.usefixtures("database")
class TestLives(Lives.TestCase):
    """The machine, as pytest runs it."""

    settings = settings(
        max_examples=15,
        stateful_step_count=18,
        deadline=None,
        suppress_health_check=list(HealthCheck),
    )
