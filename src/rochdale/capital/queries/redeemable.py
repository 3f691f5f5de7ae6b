"""What of a holding may be asked back today; whether the capital test then lets it go is asked elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from rochdale.capital.models import ShareKind
from rochdale.capital.queries.holdings import Holding
from rochdale.cooperatives.queries import bylaw_or_none


def qualifying_kept(*, holding: Holding, on: date) -> int:
    """How many shares of a holding a present member keeps until the membership ends (rule Q-12)."""
    if holding.share_class.kind is not ShareKind.QUALIFYING:
        return 0
    required = bylaw_or_none("qualifying_shares_required", on)
    return required.number if required is not None else 0


def redeemable_holdings(*, held: Iterable[Holding], on: date, is_member: bool) -> list[Holding]:
    """Of which holdings repayment may be asked for on a day."""
    return [
        each
        for each in held
        if each.share_class.is_redeemable
        and each.free > (qualifying_kept(holding=each, on=on) if is_member else 0)
    ]
