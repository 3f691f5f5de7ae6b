"""The daily life of people: pay and pensions, rent and bills, shopping, saving, a little help between them."""

from __future__ import annotations

from datetime import date

from rochdale.config.demo.people import Resident, Walk
from rochdale.config.demo.seasons import (
    HEATING_PERCENT,
    HYDRO_PERCENT,
    PRICES_MINOR,
    SHELVES,
    SPENDING_PERCENT,
    seasonal,
    visits,
)
from rochdale.config.demo.town import Today, Town, key

PUBLIC_PENSION_MINOR = 73_482
MUNICIPAL_TAX_MINOR = 61_000
CUSHION_MINOR = 1_500


def live(town: Town, today: Today) -> None:
    """Ask for what people do without coming to the counter."""
    for resident in town.people:
        if not resident.habits.income_minor:
            continue
        _receive(town, today, resident)
        _pay_bills(town, today, resident)
        _save(town, today, resident)
    for day in today.covered:
        _shop(town, today, day)
    _help_each_other(town, today)


def _receive(town: Town, today: Today, resident: Resident) -> None:
    habits, account = resident.habits, key(resident)
    if resident.walk is Walk.RETIRED:
        if today.brings(1):
            _in(town, today, "pension", habits.source, account, habits.income_minor)
        if today.pays_pensions:
            _in(town, today, "pension", town.texts.public_pension, account, PUBLIC_PENSION_MINOR)
    elif resident.walk is Walk.STUDENT:
        if today.brings(5):
            _support(town, today, resident)
    elif today.pay_phase == habits.pay_phase:
        _pay(town, today, resident)
    if habits.benefit_minor and today.brings(20):
        _in(town, today, "transfer_in", town.texts.child_benefit, account, habits.benefit_minor)
    if today.on.month == 4 and today.brings(habits.bill_day) and resident.walk is Walk.WORKER:
        _in(town, today, "transfer_in", town.texts.tax_refund, account, habits.income_minor * 45 // 100)


def _support(town: Town, today: Today, resident: Resident) -> None:
    """Students live on aid in term, and on a job in summer."""
    summer = 5 <= today.on.month <= 8
    text = town.texts.pay.format(employer=town.texts.employers[0]) if summer else resident.habits.source
    _in(town, today, "pay" if summer else "transfer_in", text, key(resident), resident.habits.income_minor)


def _pay(town: Town, today: Today, resident: Resident) -> None:
    """Staff is paid by the cooperative, some workers by an organization that banks here, others from elsewhere."""
    minor = resident.habits.income_minor
    if resident.walk is Walk.STAFF:
        _pay_staff(town, today, resident, minor)
        return
    employer = _employer(town, resident)
    if employer and town.purses.room(employer) > 2 * minor:
        town.purses.give(today.on, "pay", town.texts.own_pay, employer, key(resident), minor)
        return
    _in(town, today, "pay", resident.habits.source, key(resident), minor)


def _pay_staff(town: Town, today: Today, resident: Resident, minor: int) -> None:
    """A small cooperative needs its staff for part of the week; for the rest they work elsewhere."""
    own = minor * town.scene.staff_percent // 100
    town.purses.give(today.on, "pay", town.texts.staff, "salaries", key(resident), own)
    if own < minor:
        text = town.texts.pay.format(employer=town.texts.employers[0])
        _in(town, today, "pay", text, key(resident), minor - own)


def _employer(town: Town, resident: Resident) -> str:
    if resident.place % 11 or not town.shops:
        return ""
    return key(town.shops[resident.place % len(town.shops)])


def _in(town: Town, today: Today, kind: str, text: str, account: str, minor: int) -> None:
    town.purses.give(today.on, kind, text, "settlement", account, minor)


def _out(
    town: Town, today: Today, kind: str, text: str, account: str, minor: int, valued_on: date | None = None
) -> bool:
    return town.purses.give(today.on, kind, text, account, "settlement", minor, valued_on)


def _pay_bills(town: Town, today: Today, resident: Resident) -> None:
    habits, account, texts = resident.habits, key(resident), town.texts
    month = today.on.month
    if habits.rent_minor and today.brings(1):
        town.purses.give(
            today.on, "payment", texts.rent, account, _landlord(town, resident), habits.rent_minor
        )
    if habits.hydro_minor and today.brings(habits.bill_day):
        hydro = seasonal(habits.hydro_minor, HYDRO_PERCENT, month)
        _out(town, today, "household", texts.hydro, account, hydro + town.dice.randrange(400))
    if today.brings(habits.bill_day + 3):
        _out(town, today, "payment", habits.telephone, account, habits.telephone_minor)
    if today.brings(habits.bill_day + 5):
        _out(town, today, "insurance", habits.insurer, account, habits.insurance_minor)
    if habits.heating and today.brings(habits.bill_day + 1) and HEATING_PERCENT[month]:
        heating = seasonal(19_500, HEATING_PERCENT, month) + town.dice.randrange(4_000)
        _out(town, today, "household", habits.heating, account, heating)
    if not habits.rent_minor and month in {3, 6, 9} and today.brings(1):
        tax = MUNICIPAL_TAX_MINOR + habits.insurance_minor * 3
        _out(town, today, "payment", texts.municipal_tax, account, tax)


def _landlord(town: Town, resident: Resident) -> str:
    """Some rent from somebody who banks here."""
    landlord = town.people[resident.place * 7 % len(town.people)]
    if resident.place % 3 == 0 or landlord.walk is not Walk.RETIRED:
        return "settlement"
    return key(landlord)


def _save(town: Town, today: Today, resident: Resident) -> None:
    """Once a month: pay the card and put something aside, or take back what is missing."""
    if not today.brings(resident.habits.bill_day + 6):
        return
    everyday, savings = key(resident), key(resident, "savings")
    has, monthly = town.purses.minor(everyday), max(resident.habits.income_minor, 90_000)
    spare = has - (-resident.overdraft_minor if resident.overdraft_minor else monthly // 2) * 8 // 10
    if spare > 10_000:
        card = min(spare, spare * town.dice.randrange(62, 104) // 100)
        _out(town, today, "payment", town.texts.credit_card, everyday, card)
        aside = (spare - card) // 5_000 * 5_000
        if aside > 0 and "savings" in resident.products and not resident.overdraft_minor:
            town.purses.give(today.on, "transfer", town.texts.to_savings, everyday, savings, aside)
    elif has < monthly * (5 if today.on.month in {7, 12} else 3) // 10:
        back = min(town.purses.room(savings) // 10_000 * 10_000, monthly // 10_000 * 5_000)
        if back > 0:
            town.purses.give(today.on, "transfer", town.texts.from_savings, savings, everyday, back)


def _shop(town: Town, today: Today, day: date) -> None:
    dice, weights = town.dice, visits(day.month)
    factor = SPENDING_PERCENT[day.month]
    for resident in town.people:
        per_thousand = resident.habits.visits_percent * factor // 10
        if not town.chance(per_thousand):
            continue
        if town.chance(130):
            _draw_at_machine(town, today, resident)
            continue
        shelf = dice.choices(SHELVES, weights)[0]
        least, most = PRICES_MINOR[shelf]
        # The lower of two throws: small baskets are many, large ones few.
        minor = min(dice.randrange(least, most), dice.randrange(least, most))
        if town.purses.room(key(resident)) > minor + CUSHION_MINOR:
            merchant = dice.choice(town.texts.merchants[shelf])
            _out(town, today, "purchase", merchant, key(resident), minor, day)


def _draw_at_machine(town: Town, today: Today, resident: Resident) -> None:
    minor = town.dice.choice((4_000, 6_000, 6_000, 8_000, 10_000, 20_000, 30_000))
    if town.purses.room(key(resident)) > minor + CUSHION_MINOR:
        town.purses.give(today.on, "card_withdrawal", town.texts.machine, key(resident), "cash", minor)


def _help_each_other(town: Town, today: Today) -> None:
    people = town.people
    for _ in range(len(people) * len(today.covered) * 9 // 1000 + town.dice.randrange(2)):
        giver, taker = town.dice.sample(people, 2)
        minor = town.dice.randrange(3, 34) * 500
        if town.purses.room(key(giver)) > minor + CUSHION_MINOR:
            text = town.dice.choice(town.texts.gifts_between)
            town.purses.give(today.on, "transfer", text, key(giver), key(taker), minor)


def come_to_counter(town: Town, today: Today) -> None:
    """Ask for what people do at the counter, the older ones more often."""
    for resident in town.people:
        if not town.chance(22 if resident.walk is Walk.RETIRED else 6):
            continue
        if town.chance(400):
            text, minor = town.dice.choice(town.texts.counter_in), town.dice.randrange(2, 90) * 1_000
            town.purses.bring(today.on, text, key(resident), minor)
            continue
        minor = town.dice.choice((6_000, 10_000, 15_000, 20_000, 30_000, 50_000, 80_000))
        if town.purses.room(key(resident)) > minor + 5 * CUSHION_MINOR:
            text = town.dice.choice(town.texts.counter_out)
            town.purses.draw(today.on, text, key(resident), minor)
