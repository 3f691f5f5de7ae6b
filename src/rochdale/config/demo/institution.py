"""The cooperative's own business: opening balances, fees, interest, loans, running costs, its cash and placements."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from rochdale.config.demo.people import Resident, Walk
from rochdale.config.demo.town import Today, Town, key
from rochdale.money.rounding import Rounding, round_to_minor

SAVINGS_RATE_BPS = 135
TERM_RATE_BPS = 340
LOAN_RATE_BPS = 645
INVESTMENT_RATE_BPS = 420
SHARE_MINOR = 500
FEE_MINOR = 495
ORGANIZATION_FEE_MINOR = 1_295
FREE_FROM_MINOR = 250_000
OVERDRAFT_FEE_MINOR = 500
_BPS_YEAR = 10_000 * 365
_OPENING: dict[tuple[Walk, str], tuple[int, int]] = {
    (Walk.STAFF, "everyday"): (90_000, 480_000),
    (Walk.WORKER, "everyday"): (35_000, 420_000),
    (Walk.STUDENT, "everyday"): (8_000, 160_000),
    (Walk.RETIRED, "everyday"): (60_000, 640_000),
    (Walk.ORGANIZATION, "everyday"): (300_000, 2_600_000),
    (Walk.WORKER, "savings"): (20_000, 2_100_000),
    (Walk.STUDENT, "savings"): (5_000, 400_000),
    (Walk.RETIRED, "savings"): (80_000, 4_800_000),
    (Walk.ORGANIZATION, "savings"): (200_000, 5_200_000),
}
_USUAL = {"everyday": (50_000, 300_000), "savings": (50_000, 1_400_000), "term": (300_000, 5_500_000)}
_LOAN_MINOR = (350_000, 2_900_000)


def carry_over(town: Town, on: date) -> None:
    """Ask for the opening balances of everybody present, and for the cooperative's own balance sheet."""
    for resident in town.present:
        for product in resident.products:
            _carry_over(town, on, resident, product)
    chart = town.purses.chart
    deposits = sum(purse.minor for _, purse in town.purses.members.items() if purse.side < 0)
    own = {
        "cash": deposits * 3 // 100,
        "settlement": deposits * 9 // 100,
        "premises": deposits * 2 // 100,
        "general_reserve": -deposits * 8 // 100,
        "stabilization_reserve": -deposits * 12 // 1000,
        "community_fund": -deposits * 4 // 1000,
        # The shares of everybody present are taken over against it, after this entry.
        "suspense": -chart["suspense"] - SHARE_MINOR * len(town.present),
    }
    town.cash_wanted, town.liquid_wanted = own["cash"], own["settlement"]
    lines = (*own.items(), ("investments", -sum(own.values())))
    town.purses.ask(on, "opening", town.texts.opening_own, lines)


def _carry_over(town: Town, on: date, resident: Resident, product: str) -> None:
    account, text, dice = key(resident, product), town.texts.opening, town.dice
    if product == "loan":
        if town.chance(720):
            town.purses.give(on, "opening", text, account, "suspense", _round(dice.randrange(*_LOAN_MINOR)))
        return
    least, most = _OPENING.get((resident.walk, product), _USUAL[product])
    minor = min(dice.randrange(least, most), dice.randrange(least, most))
    minor = _round(minor) if product == "term" else minor
    town.purses.give(on, "opening", text, "suspense", account, minor)


def _round(minor: int) -> int:
    return max(minor // 50_000, 1) * 50_000


def run(town: Town, today: Today) -> None:
    """Ask for what the cooperative itself does on a day."""
    _lend(town, today)
    _pay_term_interest(town, today)
    if today.on.isoweekday() == 2:
        _keep_cash(town, today)
    if today.ends_month:
        _pay_costs(town, today)
        if today.on.month % 3 == 0:
            _pay_savings_interest(town, today)
        _charge(town, today)
        _place(town, today)


def bring_first_deposit(town: Town, today: Today, resident: Resident) -> None:
    """A new member brings a first deposit; the qualifying share was paid in cash beside it."""
    town.purses.note(today.on, (("cash", SHARE_MINOR), ("qualifying_shares", -SHARE_MINOR)))
    first = town.dice.randrange(5, 220) * 1_000
    town.purses.bring(today.on, town.texts.counter_in[0], key(resident), first)


def interest_minor(numbers: int, rate_bps: int) -> int:
    """A year has 365 days; half a cent goes to the even one. `numbers` are minor units times days."""
    return round_to_minor(Fraction(numbers * rate_bps, _BPS_YEAR), Rounding.HALF_EVEN)


def _pay_savings_interest(town: Town, today: Today) -> None:
    for account, purse in town.purses.of_product("savings"):
        if int(account.split(":")[0]) in town.silent:
            continue
        purse.until(today.on)
        interest, purse.numbers = interest_minor(purse.numbers, SAVINGS_RATE_BPS), 0
        town.purses.give(
            today.on, "interest", town.texts.savings_interest, "interest_expense", account, interest
        )


def _pay_term_interest(town: Town, today: Today) -> None:
    """On the anniversary, to the everyday account."""
    for resident in town.moving():
        month = resident.place % 12 + 1
        if today.on.month == month and "term" in resident.products and today.brings(resident.habits.bill_day):
            interest = interest_minor(town.purses.minor(key(resident, "term")) * 365, TERM_RATE_BPS)
            text = town.texts.term_interest
            town.purses.give(today.on, "interest", text, "interest_expense", key(resident), interest)


def _lend(town: Town, today: Today) -> None:
    for resident in town.moving():
        if "loan" not in resident.products or not today.brings(resident.habits.bill_day):
            continue
        owed = town.purses.minor(key(resident, "loan"))
        if owed:
            _repay(town, today, resident, owed)
        elif town.chance(60):
            _grant(town, today, resident)


def _repay(town: Town, today: Today, resident: Resident, owed: int) -> None:
    interest = max(1, round_to_minor(Fraction(owed * LOAN_RATE_BPS, 120_000), Rounding.HALF_EVEN))
    principal = min(owed, 12_000 + resident.habits.income_minor * 9 // 100)
    payment = principal + interest
    lines = ((key(resident), payment), (key(resident, "loan"), -principal), ("interest_income", -interest))
    town.purses.ask(today.on, "loan_payment", town.texts.loan_payment, lines)


def _grant(town: Town, today: Today, resident: Resident) -> None:
    minor = _round(town.dice.randrange(500_000, 2_600_000))
    text = town.texts.loan
    town.purses.give(today.on, "loan", text, key(resident, "loan"), key(resident), minor)
    spent = minor - town.dice.randrange(40_000)
    town.purses.give(today.on, "purchase", town.texts.loan_use, key(resident), "settlement", spent)


def _charge(town: Town, today: Today) -> None:
    """The monthly plan costs nothing to students, to the old, and to those who leave enough on their account."""
    for resident in town.moving():
        shop = resident.walk is Walk.ORGANIZATION
        exempt = (
            resident.walk in {Walk.STUDENT, Walk.RETIRED}
            or town.purses.minor(key(resident)) > FREE_FROM_MINOR
        )
        if exempt and not shop:
            continue
        text, fee = town.texts.monthly_fee, ORGANIZATION_FEE_MINOR if shop else FEE_MINOR
        if town.purses.minor(key(resident)) < 0:
            text, fee = town.texts.overdraft_fee, OVERDRAFT_FEE_MINOR
        town.purses.give(today.on, "fee", text, key(resident), "fee_income", fee)


def _pay_costs(town: Town, today: Today) -> None:
    for text in town.texts.premises:
        minor = town.liquid_wanted * town.dice.randrange(20, 70) // 20_000
        town.purses.give(today.on, "payment", text, "operating_expenses", "settlement", minor)
    placed = town.purses.chart["investments"]
    income = round_to_minor(Fraction(placed * INVESTMENT_RATE_BPS, 120_000), Rounding.HALF_EVEN)
    town.purses.give(today.on, "interest", town.texts.investments, "settlement", "interest_income", income)


def _keep_cash(town: Town, today: Today) -> None:
    """Bring notes when the safe runs low, send them back when it is too full."""
    excess = (town.purses.chart["cash"] - town.cash_wanted) // 100_000 * 100_000
    if abs(excess) * 2 > town.cash_wanted:
        _shift(town, today, town.texts.cash_order, "cash", "settlement", excess)


def _place(town: Town, today: Today) -> None:
    excess = (town.purses.chart["settlement"] - town.liquid_wanted) // 1_000_000 * 1_000_000
    if abs(excess) * 4 > town.liquid_wanted:
        _shift(town, today, town.texts.placed, "settlement", "investments", excess)


def _shift(town: Town, today: Today, text: str, source: str, target: str, excess: int) -> None:
    town.purses.ask(today.on, "payment", text, ((target, excess), (source, -excess)))
