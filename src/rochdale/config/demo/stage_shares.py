"""Shares beside the qualifying one: permanent ones, paid at once or by instalments, some waiting for repayment."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Final

from rochdale.capital import actions as capital
from rochdale.capital import queries as shares
from rochdale.config.demo.desk import AFTERNOON, CURRENCY, Desk
from rochdale.config.demo.people import Resident
from rochdale.config.demo.stage_texts import STAGE_TEXTS
from rochdale.config.demo.town import Town, key
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import BylawChange
from rochdale.cooperatives.queries import OfficeKind
from rochdale.money.amount import Money
from rochdale.money.currency import Currency

PERMANENT: Final = "permanent"
_PAR: Final = Money(1_000, Currency.of(CURRENCY))
_NAMES: Final = {"en": "Permanent shares", "fr": "Parts permanentes"}
_INSTALMENTS = 4
_ROOM = 10  # nobody puts more than a tenth of an account into shares


def open_permanent(desk: Desk, town: Town, on: date) -> None:
    """Open the class, and let its shares be paid in four instalments."""
    by = desk.program(on)
    texts = STAGE_TEXTS[town.scene.languages[0]]
    change = BylawChange("share_instalments_max", _INSTALMENTS)
    cooperatives.amend_bylaw(
        by=by, changes=[change], effective_from=on, resolution=texts.instalments_resolution
    )
    if PERMANENT not in {each.code for each in shares.share_classes()}:
        asked = capital.ShareClassRequest(
            PERMANENT, shares.ShareKind.PERMANENT, _NAMES, _PAR, holding_max=1_000
        )
        capital.open_share_class(by=by, asked=asked)


def _savers(town: Town, *, nth: int) -> Iterator[Resident]:
    """Every third of those who can spare it, beginning with the first, the second or the third."""
    known = [
        resident
        for resident in town.people
        if town.purses.room(key(resident)) >= _quantity(resident) * _PAR.minor * _ROOM
    ]
    yield from known[nth::3]


def _quantity(resident: Resident) -> int:
    return 4 * (1 + resident.place % 6)


def _cost_minor(resident: Resident) -> int:
    return _quantity(resident) * _PAR.minor


def issue_paid(desk: Desk, town: Town, on: date) -> None:
    """A dozen members take permanent shares and pay for them at once."""
    _issue(desk, town, on, list(_savers(town, nth=0))[:12], parts=1)


def issue_owing(desk: Desk, town: Town, on: date) -> None:
    """A few take some and pay a quarter now."""
    _issue(desk, town, on, list(_savers(town, nth=1))[:4], parts=_INSTALMENTS)


def _issue(desk: Desk, town: Town, on: date, buyers: list[Resident], *, parts: int) -> None:
    by = desk.officer(OfficeKind.MANAGER, on, AFTERNOON)
    for resident in buyers:
        cost = _cost_minor(resident)
        paid = cost // parts
        issue = capital.Issue(
            key=f"demo:permanent:{resident.place}:{on}",
            holder_id=desk.persons[resident.place],
            code=PERMANENT,
            quantity=_quantity(resident),
            paid=Money(paid, _PAR.currency),
            from_account_id=desk.accounts[key(resident)],
        )
        capital.issue_shares(by=by, issues=[issue])
        lines = [(key(resident), paid), ("shares_permanent", -cost)]
        if cost != paid:
            lines.append(("share_subscriptions", cost - paid))
        town.purses.note(on, tuple(lines))
        desk.entries += 1


def pay_instalment(desk: Desk, town: Town, on: date) -> None:
    """The first of those who owe pays a second quarter."""
    people = {desk.persons[resident.place]: resident for resident in town.people}
    owing = [each for each in shares.holdings(holder_ids=people, on=on) if each.owing.minor]
    for holding in owing[:1]:
        resident = people[holding.holder_id]
        line = next(
            each
            for each in shares.movements(first=resident.joined_on, last=on, holder_id=holding.holder_id)
            if each.owing.minor
        )
        quarter = line.owing.minor // (_INSTALMENTS - 1)
        if town.purses.room(key(resident)) < quarter:
            return
        capital.pay_instalment(
            by=desk.officer(OfficeKind.MANAGER, on, AFTERNOON),
            key=f"demo:instalment:{resident.place}",
            movement_id=line.id,
            amount=Money(quarter, _PAR.currency),
            from_account_id=desk.accounts[key(resident)],
        )
        town.purses.note(on, ((key(resident), quarter), ("share_subscriptions", -quarter)))
        desk.entries += 1


def ask_repayment(desk: Desk, town: Town, on: date) -> None:
    """Two members ask for some of their permanent shares back; their requests wait."""
    people = {desk.persons[resident.place]: resident for resident in town.people}
    asked = 0
    for holding in shares.holdings(holder_ids=people, on=on):
        is_free = holding.share_class.code == PERMANENT and holding.free > 1 and not holding.owing.minor
        if not is_free or asked == 2:
            continue
        by = replace(desk.program(on, AFTERNOON), person_id=holding.holder_id, authority="member")
        capital.ask_redemption(
            by=by,
            key=f"demo:repayment:{people[holding.holder_id].place}",
            holder_id=holding.holder_id,
            code=PERMANENT,
            quantity=holding.free // 2,
        )
        asked += 1
