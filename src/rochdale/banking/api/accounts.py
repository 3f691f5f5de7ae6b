"""Accounts of members and their statements."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from django.http import Http404, HttpRequest
from ninja import Query

from rochdale.banking import queries
from rochdale.banking.api.routes import ACCOUNTS as ROUTES
from rochdale.banking.forms import month_of
from rochdale.banking.queries import HeldAccount
from rochdale.banking.views.accounts import may_see
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, requires, visit_of
from rochdale.ledger import queries as ledger
from rochdale.membership.queries import FilePart
from rochdale.membership.views.looking import note_look
from rochdale.membership.views.member_files import member_file
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.web.api import Answer, Cursors, Day, PageAsked, Routes, SignedAmount, amount

_STATEMENT = Cursors("statement")
assert isinstance(ROUTES, Routes)


class Account(Answer):
    """An account as its owner counts it: what is had, or owed on a loan, is more than nothing."""

    id: UUID
    number: str
    names: dict[str, str]
    product: str
    state: str
    role: str
    owner_id: UUID
    opened_on: date
    balance: SignedAmount
    held: SignedAmount
    available: SignedAmount


class Accounts(Answer):
    """The accounts that a person may use, closed ones last."""

    items: list[Account]


class Line(Answer):
    """One posting as the owner sees it: more than nothing is theirs. `balance` is what it left."""

    entry_id: UUID
    line: int
    booking_date: date
    value_date: date
    kind: str
    text: str
    amount: SignedAmount
    balance: SignedAmount
    counterpart: str


class Statement(Answer):
    """A page of a statement. `next_cursor` is None at the end."""

    number: str
    first: date
    last: date
    opening: SignedAmount
    items: list[Line]
    closing: SignedAmount
    next_cursor: str | None


class StatementAsked(PageAsked):
    """Between which two days; the month of the business day where none is said."""

    first: Day | None = None
    last: Day | None = None


@ROUTES.question("my-accounts", Accounts)
@insiders_only
def my_accounts(request: HttpRequest) -> Accounts:
    """The accounts that you may use."""
    return _accounts(visit_of(request), visit_of(request).require_self())


@ROUTES.question("register/{int:number}/accounts", Accounts)
@requires(Permission.VIEW_ACCOUNTS)
def member_accounts(request: HttpRequest, number: int) -> Accounts:
    """The accounts that a member may use."""
    visit, person_id = visit_of(request), member_file(number).person_id
    note_look(visit, FilePart.MEMBER, person_id)
    return _accounts(visit, person_id)


def _accounts(visit: Visit, person_id: UUID) -> Accounts:
    return Accounts(items=[account_told(each) for each in queries.accounts_of(person_id, visit.today)])


def account_told(known: HeldAccount) -> Account:
    """An account on its way out."""
    return Account(
        id=known.account_id,
        number=known.number,
        names=dict(known.names),
        product=known.product,
        state=known.state,
        role=known.role.value,
        owner_id=known.owner_id,
        opened_on=known.opened_on,
        balance=amount(known.balance),
        held=amount(known.held),
        available=amount(known.available),
    )


@ROUTES.question("accounts/{str:number}", Account)
@insiders_only
def account(request: HttpRequest, number: str) -> Account:
    """One account: your own, or any for officers who may see accounts."""
    return account_told(_seen(visit_of(request), number))


def _seen(visit: Visit, number: str) -> HeldAccount:
    found = queries.account_numbered(number)
    if found is None or not may_see(visit, found):
        raise Http404
    note_look(visit, FilePart.ACCOUNT, found.owner_id)
    return found


@ROUTES.question("accounts/{str:number}/statement", Statement)
@insiders_only
def statement(request: HttpRequest, number: str, asked: Query[StatementAsked]) -> Statement:
    """The statement of an account between two days, both included, page by page."""
    visit = visit_of(request)
    found = _seen(visit, number)
    usual = month_of(visit.today)
    first, last = asked.first or usual["first"], asked.last or usual["last"]
    place = _STATEMENT.read(visit.cooperative.id, asked.after)
    after = None
    if place is not None:
        day, entry_id, line, minor = place
        after = (date.fromisoformat(day), UUID(entry_id), line, minor)
    page = ledger.statement(
        visit.cooperative.id, found.account_id, first, last, after=after, limit=asked.limit
    )
    return _statement(visit, found.number, page)


def _statement(visit: Visit, number: str, page: ledger.StatementPage) -> Statement:
    currency = Currency.of(page.currency)
    following = None
    if page.next_after is not None:
        day, entry_id, line = page.next_after
        following = [day.isoformat(), str(entry_id), line, page.own_closing_minor]
    return Statement(
        number=number,
        first=page.first,
        last=page.last,
        opening=amount(Money(page.own_opening_minor, currency)),
        items=[_line(each, currency) for each in page.lines],
        closing=amount(Money(page.own_closing_minor, currency)),
        next_cursor=_STATEMENT.written(visit.cooperative.id, following),
    )


def _line(line: ledger.StatementLine, currency: Currency) -> Line:
    return Line(
        entry_id=line.entry_id,
        line=line.line,
        booking_date=line.booking_date,
        value_date=line.value_date,
        kind=line.kind,
        text=line.text,
        amount=amount(Money(line.own_amount_minor, currency)),
        balance=amount(Money(line.own_balance_minor, currency)),
        counterpart=line.counterpart_number,
    )
