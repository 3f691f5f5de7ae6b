"""Where the generator meets the program: who acts, at which instant, and how a movement becomes an entry.

Everything is done through the actions that pages and imports use.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from rochdale.banking import actions as banking
from rochdale.capital import actions as capital
from rochdale.capital import queries as shares
from rochdale.config.demo.people import Resident
from rochdale.config.demo.purses import Movement
from rochdale.config.demo.scenes import Scene
from rochdale.config.demo.town import key
from rochdale.cooperatives.queries import OfficeHeld, OfficeKind
from rochdale.kernel.acting import Acting
from rochdale.ledger import actions as ledger
from rochdale.membership import actions as membership
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

CURRENCY = "CAD"
SHARE = Money(500, Currency.of(CURRENCY))
MORNING, COUNTER, AFTERNOON, EVENING = time(6, 30), time(11, 20), time(14, 45), time(17, 40)
FOUNDING = "system: demo"
PAYMENTS = "system: payments of the day"


@dataclass(slots=True)
class Desk:
    """A cooperative of the demo at work: what its accounts, people and officers are called in the books."""

    scene: Scene
    cooperative_id: UUID
    accounts: dict[str, UUID] = field(default_factory=dict)
    persons: dict[int, UUID] = field(default_factory=dict)
    numbers: dict[int, int] = field(default_factory=dict)
    officers: dict[OfficeKind, list[OfficeHeld]] = field(default_factory=dict)
    entries: int = 0
    meeting: int = 0  # the number of the last general meeting that was called
    has_board: bool = False  # whether the board as the last elections left it was taken over
    annual: int = 0  # that of the last annual meeting, and the version of its minutes that was signed
    annual_minutes: int = 0

    def program(self, on: date, at: time = MORNING, authority: str = FOUNDING) -> Acting:
        """The program acts, under a standing order."""
        return Acting(self.cooperative_id, None, None, authority, on, self._instant(on, at))

    def officer(self, office: OfficeKind, on: date, at: time = COUNTER, reason: str = "") -> Acting:
        """An officer acts: one of several in turn, or the manager where nobody holds the office."""
        held = self.officers.get(office) or self.officers[OfficeKind.MANAGER]
        who = held[on.toordinal() % len(held)]
        instant = self._instant(on, at)
        return Acting(self.cooperative_id, who.person_id, None, who.authority(), on, instant, reason)

    def _instant(self, on: date, at: time) -> datetime:
        return datetime.combine(on, at, ZoneInfo(self.scene.time_zone))

    def register(self, by: Acting, residents: Sequence[Resident]) -> None:
        """Bring people into the register, and open their accounts."""
        newcomers = [replace(each.newcomer, joined_on=min(each.joined_on, by.on)) for each in residents]
        for resident, line in zip(
            residents, membership.register_members(by=by, newcomers=newcomers), strict=True
        ):
            self.persons[resident.place] = line.person_id
            self.numbers[resident.place] = line.number
        wanted = [(resident, product) for resident in residents for product in resident.products]
        requests = [
            banking.MemberAccountRequest(
                self.persons[resident.place],
                product,
                opened_on=max(resident.joined_on, self.scene.founded_on)
                if resident.joined_on < by.on
                else by.on,
                overdraft_minor=resident.overdraft_minor if product == "everyday" else 0,
            )
            for resident, product in wanted
        ]
        opened = banking.open_member_accounts(by=by, requests=requests)
        for (resident, product), account in zip(wanted, opened, strict=True):
            self.accounts[key(resident, product)] = account.account_id

    def take_over_consents(self, by: Acting, residents: Sequence[Resident]) -> None:
        """Most who gave an address said yes to letters by e-mail when the older register was kept."""
        languages = {
            self.persons[each.place]: each.newcomer.particulars.language
            for each in residents
            if each.part is None and each.newcomer.particulars.email and each.place % 4
        }
        purpose = membership.ConsentPurpose.ELECTRONIC_LETTERS
        membership.take_over_consents(by=by, purpose=purpose, languages=languages)

    def subscribe(self, by: Acting, residents: Sequence[Resident]) -> None:
        """Take in the qualifying share of new members, in cash."""
        issues = [
            capital.Issue(
                key=f"demo:share:{resident.place}",
                holder_id=self.persons[resident.place],
                code=capital.QUALIFYING,
                quantity=1,
                paid=SHARE,
                from_account_id=self.accounts["cash"],
            )
            for resident in residents
        ]
        capital.issue_shares(by=by, issues=issues)
        self.entries += len(issues)

    def take_over_shares(self, by: Acting, residents: Sequence[Resident]) -> None:
        """Write down the qualifying share that everybody present brought along."""
        held = [
            capital.OldHolding(self.persons[resident.place], capital.QUALIFYING, 1, resident.joined_on)
            for resident in residents
        ]
        capital.take_over(
            by=by, key="demo:shares", holdings=held, against_account_id=self.accounts["suspense"]
        )
        self.entries += 1

    def repay_shares(self, by: Acting, resident: Resident) -> dict[str, int]:
        """Repay what somebody who left has waiting, to the everyday account, as far as its turn has come.

        What was repaid, in minor units, by class.
        """
        holder_id = self.persons[resident.place]
        if not shares.redemption_queue(holder_id=holder_id):
            capital.queue_leavers(by=by, holder_ids=[holder_id])
        repaid: dict[str, int] = {}
        for request in shares.redemption_queue(holder_id=holder_id):
            test = shares.capital_test(cooperative_id=by.cooperative_id, on=by.on)
            if request.before != len(repaid) or not test.passes_after(request.worth):
                break
            capital.pay_redemption(
                by=by,
                key=f"demo:repaid:{resident.place}:{request.place}",
                request_id=request.id,
                repayment=capital.Repayment(self.accounts[key(resident)]),
            )
            self.entries += 1
            repaid[request.share_class.code] = request.worth.minor
        return repaid

    def post(self, by: Acting, movements: Sequence[Movement]) -> None:
        """Post movements as one batch under one act."""
        if movements:
            requests = [self._entry(movement, place) for place, movement in enumerate(movements)]
            ledger.post_batch(by=by, requests=requests)
            self.entries += len(requests)

    def _entry(self, movement: Movement, place: int) -> ledger.EntryRequest:
        accounts: Mapping[str, UUID] = self.accounts
        return ledger.EntryRequest(
            idempotency_key=f"demo:{movement.booked_on}:{self.entries + place}",
            booking_date=movement.booked_on,
            value_date=movement.valued_on,
            kind=movement.kind,
            text=movement.text,
            lines=tuple(ledger.Line(accounts[name], minor, CURRENCY) for name, minor in movement.lines),
        )
