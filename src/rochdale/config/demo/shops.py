"""The business of organizations: takings in cash and by card, suppliers, a reserve in savings."""

from __future__ import annotations

from rochdale.config.demo.people import Resident
from rochdale.config.demo.seasons import SPENDING_PERCENT, seasonal
from rochdale.config.demo.town import Today, Town, key

# Below the by-law's limit for one person at the counter.
TAKINGS_MINOR_MAX = 460_000


def trade(town: Town, today: Today) -> None:
    """Ask for what organizations are paid by card, and what they pay."""
    for shop in town.shops:
        if town.chance(450):
            cards = _share(today, shop, town.dice.randrange(25, 90))
            text = town.texts.card_takings
            town.purses.give(today.on, "transfer_in", text, "settlement", key(shop), cards)
        if town.chance(220):
            _pay_supplier(town, today, shop)


def bring_takings(town: Town, today: Today) -> None:
    """Ask for the week's cash, brought to the counter on the day that each shop prefers."""
    for shop in town.shops:
        if today.on.isoweekday() == shop.place % 5 + 1:
            cash = min(_share(today, shop, town.dice.randrange(60, 190)), TAKINGS_MINOR_MAX)
            town.purses.bring(today.on, town.texts.takings, key(shop), cash // 500 * 500)


def _share(today: Today, shop: Resident, per_thousand: int) -> int:
    return seasonal(shop.habits.income_minor * per_thousand // 1000, SPENDING_PERCENT, today.on.month)


def _pay_supplier(town: Town, today: Today, shop: Resident) -> None:
    spare = town.purses.room(key(shop)) - shop.habits.income_minor // 2
    if spare > 10_000:
        minor = spare * town.dice.randrange(15, 55) // 100
        supplier = town.dice.choice(town.texts.suppliers)
        town.purses.give(today.on, "payment", supplier, key(shop), "settlement", minor)
