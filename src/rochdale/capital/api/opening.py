"""Opening a class of shares, as programs ask for it: at once, or proposed where the by-laws ask for two persons."""

from __future__ import annotations

from http import HTTPStatus
from typing import Annotated, Literal
from uuid import UUID

from django.http import HttpRequest
from pydantic import Field

from rochdale.capital import errors
from rochdale.capital.api.routes import ROUTES
from rochdale.cooperatives import actions as cooperatives
from rochdale.cooperatives.actions import ActAsked
from rochdale.cooperatives.errors import NotAllowed, ProposalKeyReused
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, key_of, requires, visit_of
from rochdale.web.api import Amount, Answer, Asked, Name, money_of


class ShareClassAsked(Asked):
    """A class: nothing of it changes later. `return_cap` is a part of par a year, as "1/20"."""

    code: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
    kind: Literal["qualifying", "permanent", "surplus"]
    name_en: Annotated[Name, Field(min_length=1, max_length=80)]
    name_fr: Annotated[Name, Field(min_length=1, max_length=80)]
    par: Amount
    open_to: Annotated[
        list[Literal["full", "auxiliary", "natural", "organization"]], Field(min_length=1, max_length=4)
    ]
    holding_max: Annotated[int, Field(strict=True, ge=1, le=10**9)] | None = None
    is_redeemable: Annotated[bool, Field(strict=True)] = True
    return_cap: Annotated[str, Field(pattern=r"^[0-9]{1,6}/[1-9][0-9]{0,5}$")] = "0/1"


class ClassOpened(Answer):
    """The class is open, or a proposal waits for a second person."""

    waits: bool
    proposal_id: UUID | None


@ROUTES.verb(
    "shares/classes",
    ClassOpened,
    refuses=(
        NotAllowed,
        ProposalKeyReused,
        errors.ShareClassExists,
        errors.ShareClassImpossible,
        errors.ReturnCapTooHigh,
    ),
    status=HTTPStatus.CREATED,
)
@freshly_signed_in
@requires(Permission.MANAGE_LIMITS)
def open_class(request: HttpRequest, asked: ShareClassAsked) -> ClassOpened:
    """Open a class of shares: its par, its limits and who may hold it stay as they are written here."""
    visit, par = visit_of(request), money_of(asked.par)
    if par.currency != visit.cooperative.currency:
        raise errors.ShareClassImpossible
    facts = {
        "code": asked.code,
        "kind": asked.kind,
        "names": {"en": asked.name_en, "fr": asked.name_fr},
        "par": par.minor,
        "currency": par.currency.code,
        "open_to": sorted(set(asked.open_to)),
        "holding_max": asked.holding_max,
        "is_redeemable": asked.is_redeemable,
        "return_cap": asked.return_cap,
    }
    proposal_id = cooperatives.carry_out(
        by=visit.acting(Permission.MANAGE_LIMITS),
        asked=ActAsked(kind="open_share_class", key=key_of(request), facts=facts, amount=par),
    )
    return ClassOpened(waits=proposal_id is not None, proposal_id=proposal_id)
