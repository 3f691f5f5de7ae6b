"""The books: entries, the trial balance, the days and their close."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from ninja import Query

from rochdale.banking import actions
from rochdale.banking.api.routes import BOOKS as ROUTES
from rochdale.banking.views.entries import entry_told, lines_for
from rochdale.cooperatives.errors import BusinessDateNotLater, NotABusinessDay, NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, insiders_only, requires, visit_of
from rochdale.ledger import queries as ledger
from rochdale.ledger.errors import DayNotOpen, DayOutOfOrder
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.web.api import Answer, Asked, Cursors, Day, Nothing, PageAsked, SignedAmount, amount

_DAYS = Cursors("days")
_ENTRIES = Cursors("entries")


class Posting(Answer):
    """One line of an entry: more than nothing is a debit."""

    line: int
    account_id: UUID
    account_number: str
    amount: SignedAmount


class Entry(Answer):
    """A journal entry; `hidden_lines` are of accounts that you may not see. `number` comes when its day is closed."""

    id: UUID
    number: int | None
    booking_date: date
    value_date: date
    kind: str
    text: str
    posted_at: datetime
    reverses_id: UUID | None
    reversed_by_id: UUID | None
    postings: list[Posting]
    hidden_lines: int


class EntryPage(Answer):
    """Some entries of a day, in the order in which they came. `next_cursor` is None on the last page."""

    on: date
    items: list[Entry]
    next_cursor: str | None


class TrialLine(Answer):
    """An account of the chart and its balance at the end of a day: more than nothing is a debit."""

    account_id: UUID
    number: str
    names: dict[str, str]
    account_class: str
    is_control: bool
    balance: SignedAmount


class TrialBalance(Answer):
    """Every account of the chart at the end of a day; they sum to nothing in each currency."""

    on: date
    items: list[TrialLine]


class BookedDay(Answer):
    """A booking date: open, or closed with the numbers of its entries."""

    booking_date: date
    is_closed: bool
    first_number: int | None
    last_number: int | None


class DayPage(Answer):
    """Some booking dates, the newest first. `next_cursor` is None on the last page."""

    items: list[BookedDay]
    next_cursor: str | None


class NextDay(Answer):
    """The business day that follows the one that was closed."""

    business_date: date


class TrialAsked(Asked):
    """The end of which day; the business day where none is said."""

    on: Day | None = None


@ROUTES.question("entries/{uuid:entry_id}", Entry)
@insiders_only
def entry(request: HttpRequest, entry_id: UUID) -> Entry:
    """One entry: whole for an officer who may see accounts, to a holder without the lines of others."""
    visit = visit_of(request)
    told = entry_told(visit, entry_id)
    return _entry(told.facts, lines_for(visit, told))


def _entry(facts: ledger.EntryFacts, shown: list[ledger.PostingFacts]) -> Entry:
    return Entry(
        id=facts.id,
        number=facts.number,
        booking_date=facts.booking_date,
        value_date=facts.value_date,
        kind=facts.kind,
        text=facts.text,
        posted_at=facts.posted_at,
        reverses_id=facts.reverses_id,
        reversed_by_id=facts.reversed_by_id,
        postings=[
            Posting(
                line=each.line,
                account_id=each.account_id,
                account_number=each.account_number,
                amount=amount(Money(each.amount_minor, Currency.of(each.currency))),
            )
            for each in shown
        ],
        hidden_lines=len(facts.postings) - len(shown),
    )


@ROUTES.question("trial-balance", TrialBalance)
@requires(Permission.VIEW_TRIAL_BALANCE)
def trial_balance(request: HttpRequest, asked: Query[TrialAsked]) -> TrialBalance:
    """Every account of the chart at the end of a day."""
    visit = visit_of(request)
    on = asked.on or visit.today
    items = [
        TrialLine(
            account_id=each.account_id,
            number=each.number,
            names=dict(each.names),
            account_class=each.account_class,
            is_control=each.is_control,
            balance=amount(Money(each.balance_minor, Currency.of(each.currency))),
        )
        for each in ledger.trial_balance(visit.cooperative.id, on)
    ]
    return TrialBalance(on=on, items=items)


@ROUTES.question("days", DayPage)
@requires(Permission.VIEW_TRIAL_BALANCE, Permission.VIEW_ACCOUNTS)
def days(request: HttpRequest, asked: Query[PageAsked]) -> DayPage:
    """The booking dates, the newest first, page by page."""
    whose = visit_of(request).cooperative.id
    place = _DAYS.read(whose, asked.after)
    before = date.fromisoformat(place[0]) if place else None
    found = ledger.days(whose, before=before, limit=asked.limit + 1)
    listed = found[: asked.limit]
    more = [listed[-1].booking_date.isoformat()] if len(found) > asked.limit else None
    items = [
        BookedDay(
            booking_date=each.booking_date,
            is_closed=each.is_closed,
            first_number=each.first_number,
            last_number=each.last_number,
        )
        for each in listed
    ]
    return DayPage(items=items, next_cursor=_DAYS.written(whose, more))


class EntriesAsked(PageAsked):
    """The entries of which day; the business day where none is said."""

    on: Day | None = None


@ROUTES.question("entries", EntryPage)
@requires(Permission.VIEW_ACCOUNTS)
def entries(request: HttpRequest, asked: Query[EntriesAsked]) -> EntryPage:
    """The entries of one day, in the order in which they came, page by page."""
    visit = visit_of(request)
    whose, on = visit.cooperative.id, asked.on or visit.today
    place = _ENTRIES.read(whose, asked.after)
    after = UUID(place[0]) if place else None
    found = ledger.entries_of_day(whose, on, after=after, limit=asked.limit + 1)
    listed = found[: asked.limit]
    more = [str(listed[-1].id)] if len(found) > asked.limit else None
    items = [_entry(each, list(each.postings)) for each in listed]
    return EntryPage(on=on, items=items, next_cursor=_ENTRIES.written(whose, more))


@ROUTES.verb(
    "days/closing",
    NextDay,
    refuses=(NotAllowed, DayNotOpen, DayOutOfOrder, BusinessDateNotLater, NotABusinessDay),
)
@freshly_signed_in
@requires(Permission.CLOSE_DAY)
def close_day(request: HttpRequest, asked: Nothing) -> NextDay:
    """Close the business day for good, and open the next one."""
    by = visit_of(request).acting(Permission.CLOSE_DAY)
    return NextDay(business_date=actions.close_day(by=by))
