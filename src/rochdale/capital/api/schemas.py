"""The values of shares on the wire."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field

from rochdale.web.api import Amount, Answer, Asked, Day, PageAsked, SignedAmount, Words

Organ = Literal["officer", "board", "general_meeting"]
Code = Annotated[str, Field(max_length=60, pattern=r"^[a-z][a-z0-9_]*$")]
Quantity = Annotated[int, Field(strict=True, ge=1, le=10**9)]


class ShareClass(Answer):
    """A class of shares. `return_cap` is a part of par a year, as "1/20"; `holding_max` None sets no limit."""

    code: str
    names: dict[str, str]
    kind: str
    par: SignedAmount
    open_to: list[str]
    holding_max: int | None
    is_redeemable: bool
    return_cap: str


class ShareClasses(Answer):
    """Every class, the oldest first."""

    items: list[ShareClass]


class HoldingTold(Answer):
    """What one person holds of a class: `waiting` shares ask to be repaid, `owing` is not paid in yet."""

    holder_id: UUID
    share_class: str
    held: int
    waiting: int
    free: int
    worth: SignedAmount
    owing: SignedAmount


class Holdings(Answer):
    """What a person holds at the end of a day, class by class."""

    on: date
    items: list[HoldingTold]


class ShareListed(Answer):
    """A line of the register of shares (rule Q-47)."""

    holder_id: UUID
    name: str
    address: str
    member_number: int | None
    share_class: str
    held: int
    worth: SignedAmount
    since: date


class SharePage(Answer):
    """Some lines of the register of shares, by name. `next_cursor` is None on the last page."""

    on: date
    items: list[ShareListed]
    next_cursor: str | None


class ShareTotal(Answer):
    """How many shares of a class there are, and in how many hands."""

    share_class: str
    shares: int
    holders: int
    worth: SignedAmount


class ShareTotals(Answer):
    """The totals of each class on a day."""

    on: date
    items: list[ShareTotal]


class Movement(Answer):
    """A movement: `quantity` shares to the holder, or with a minus from the holder."""

    id: UUID
    share_class: str
    holder_id: UUID
    holder: str
    quantity: int
    amount: SignedAmount
    cause: str
    organ: str
    recorded_on: date
    effective_on: date
    entry_id: UUID
    reverses_id: UUID | None
    reversed_by: UUID | None
    owing: SignedAmount


class MovementPage(Answer):
    """Some movements, the oldest first. `next_cursor` is None on the last page."""

    items: list[Movement]
    next_cursor: str | None


class Queued(Answer):
    """A request to be repaid: its place, and how many stand before it."""

    id: UUID
    place: int
    before: int
    share_class: str
    holder_id: UUID
    quantity: int
    worth: SignedAmount
    asked_on: date


class Queue(Answer):
    """The requests that wait, the first first, at most 500; and the capital test that they wait for."""

    items: list[Queued]
    capital: SignedAmount
    assets: SignedAmount
    floor: str


class Moved(Answer):
    """Movements that stand in the register, with their entry; or an act that waits for a second person."""

    entry_id: UUID | None
    movement_ids: list[UUID]
    proposal_id: UUID | None
    waits: bool


class QueuedId(Answer):
    """A request in the queue."""

    id: UUID


class HeldOnAsked(Asked):
    """A day; the business day where none is said."""

    on: Day | None = None


class HoldingsAsked(HeldOnAsked):
    """Whose holdings, on which day."""

    holder_id: UUID


class SharesAsked(PageAsked):
    """The register as of a day."""

    on: Day | None = None


class MovementsAsked(PageAsked):
    """The movements recorded between two days, of one holder or of all."""

    first: Day
    last: Day
    holder_id: UUID | None = None


class IssueAsked(Asked):
    """Shares that somebody subscribes to: `paid` now, from an account (cash, or one of the member's)."""

    holder_id: UUID
    share_class: Code
    quantity: Quantity
    paid: Amount
    from_account_id: UUID
    organ: Organ = "officer"


class InstalmentAsked(Asked):
    """So much paid in on an issue."""

    movement_id: UUID
    amount: Amount
    from_account_id: UUID


class ShareTransferAsked(Asked):
    """Shares that go from one holder to another."""

    share_class: Code
    from_id: UUID
    to_id: UUID
    quantity: Quantity
    cause: Literal["transfer", "gift", "inheritance"] = "transfer"
    organ: Organ = "officer"


class ConversionAsked(Asked):
    """Shares of one class that become shares of another."""

    holder_id: UUID
    from_class: Code
    to_class: Code
    quantity: Quantity


class RedemptionAsked(Asked):
    """Shares that ask to be repaid: your own, or as an officer a member's."""

    holder_id: UUID
    share_class: Code
    quantity: Quantity


class RepaymentAsked(Asked):
    """How a request is repaid: `price` for all its shares (par where none is said), less what is set off."""

    to_account_id: UUID
    price: Amount | None = None
    set_off: Amount | None = None
    set_off_account_id: UUID | None = None


class MovementReversalAsked(Asked):
    """Why a movement is undone."""

    reason: Words


class AdmissionAsked(Asked):
    """What is paid in cash on the qualifying shares: all, or a first part where the application asked for parts."""

    paid: Amount


class Admitted(Answer):
    """The new member."""

    number: int
