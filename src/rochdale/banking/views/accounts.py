"""An account and its statement between two dates: as a page, as paper (PDF), as a table (CSV)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from rochdale.banking import queries
from rochdale.banking.errors import StatementTooLong
from rochdale.banking.forms import PeriodForm, month_of
from rochdale.banking.views import papers, words
from rochdale.banking.views.member import counter_links
from rochdale.banking.views.paging import cursor_of, page_of
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, visit_of
from rochdale.ledger import queries as ledger
from rochdale.membership import queries as membership
from rochdale.membership.queries import FilePart
from rochdale.membership.views import shows_file
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.web.values import Fact, Link, StatementRow

PAPER_LINES_MAX = 5_000
TABLE_LINES_MAX = 100_000


@dataclass(frozen=True, slots=True)
class _Shown:
    """An account that the visitor may see, and the period asked for."""

    account: queries.HeldAccount
    owner: str
    form: PeriodForm
    first: date
    last: date


def _owner(number: str) -> list[UUID]:
    """Whose account it is: an officer who opens it has looked at a file."""
    found = queries.account_numbered(number)
    return [found.owner_id] if found is not None else []


@insiders_only
@require_safe
@shows_file(FilePart.ACCOUNT, _owner)
def account(request: HttpRequest, number: str) -> HttpResponse:
    """The statement, a page at a time."""
    visit = visit_of(request)
    shown = _shown(visit, request, number)
    after = cursor_of(request.GET.get("after", ""))
    page = ledger.statement(
        visit.cooperative.id, shown.account.account_id, shown.first, shown.last, after=after
    )
    context = _context(visit, shown) | {
        "opening": None
        if after
        else _edge(_("Balance brought forward"), shown.first, page.own_opening_minor, page),
        "rows": [_row(visit, line, page) for line in page.lines],
        "closing": None if page.next_after else _edge(_("Balance"), shown.last, page.own_closing_minor, page),
        "page": page_of(request, page, after),
        "years": shown.first.year != shown.last.year,
    }
    return render(request, "banking/account.html", context)


def _shown(visit: Visit, request: HttpRequest, number: str) -> _Shown:
    found = queries.account_numbered(number)
    if found is None or not may_see(visit, found):
        raise Http404
    asked = {name: request.GET[name] for name in ("first", "last") if name in request.GET}
    usual = month_of(visit.today)
    form = PeriodForm(usual | asked)
    is_sound = form.is_valid()
    period = form.cleaned_data if is_sound else usual
    owner = membership.names_of(person_ids=[found.owner_id]).get(found.owner_id, "")
    return _Shown(found, owner, form, period["first"], period["last"])


def may_see(visit: Visit, account: queries.HeldAccount) -> bool:
    """An officer whose office allows it, or a person who may use the account today."""
    if Permission.VIEW_ACCOUNTS in visit.permissions:
        return True
    holders = queries.holders_of(account.account_id)
    return any(
        line.person_id == visit.self_id
        and line.since <= visit.today
        and (line.until is None or line.until > visit.today)
        for line in holders
    )


def _context(visit: Visit, shown: _Shown) -> dict[str, Any]:
    account = shown.account
    facts = [Fact(_("Balance"), account.balance)]
    if account.held.is_positive:
        facts.append(Fact(_("Held"), account.held))
    if account.side < 0:
        facts.append(Fact(_("Available"), account.available))
    period = urlencode({"first": shown.first.isoformat(), "last": shown.last.isoformat()})
    return {
        "account": account,
        "owner": shown.owner,
        "facts": facts,
        "form": shown.form,
        "first": shown.first,
        "last": shown.last,
        "pdf": f"{visit.href('banking:statement-pdf', number=account.number)}?{period}",
        "csv": f"{visit.href('banking:statement-csv', number=account.number)}?{period}",
        "acts": counter_links(visit, account.number) if account.state != "closed" else [],
        "back": _back(visit, account),
    }


def _back(visit: Visit, account: queries.HeldAccount) -> Link:
    if Permission.VIEW_REGISTER not in visit.permissions or account.owner_id == visit.person_id:
        return Link(visit.home_url, _("To my book"))
    number = membership.member_of(person_id=account.owner_id)
    if number is None:
        return Link(visit.href("membership:person", person_id=account.owner_id), _("To the person"))
    return Link(visit.href("membership:member", number=number), _("To the member"))


def _edge(what: str, on: date, minor: int, page: ledger.StatementPage) -> StatementRow:
    return StatementRow(on, what, None, Money(minor, Currency.of(page.currency)))


def _row(visit: Visit, line: ledger.StatementLine, page: ledger.StatementPage) -> StatementRow:
    currency = Currency.of(page.currency)
    return StatementRow(
        day=line.booking_date,
        what=words.kind_words(line.kind),
        amount=Money(line.own_amount_minor, currency),
        balance=Money(line.own_balance_minor, currency),
        href=visit.href("banking:entry", entry_id=line.entry_id),
        note=papers.note(line),
    )


@insiders_only
@require_safe
@shows_file(FilePart.ACCOUNT, _owner)
def statement_pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The statement as paper."""
    visit = visit_of(request)
    shown = _shown(visit, request, number)
    page = _whole(visit, shown, PAPER_LINES_MAX)
    paper = papers.statement_pdf(
        cooperative=visit.cooperative.name, owner=shown.owner, account=shown.account, page=page, at=visit.at
    )
    return _file(paper, "application/pdf", shown, "pdf")


@insiders_only
@require_safe
@shows_file(FilePart.ACCOUNT, _owner)
def statement_csv(request: HttpRequest, number: str) -> HttpResponse:
    """The statement as a table: ISO dates, plain decimals."""
    visit = visit_of(request)
    shown = _shown(visit, request, number)
    table = papers.statement_csv(_whole(visit, shown, TABLE_LINES_MAX))
    return _file(table, "text/csv; charset=utf-8", shown, "csv")


def _whole(visit: Visit, shown: _Shown, lines_max: int) -> ledger.StatementPage:
    """The statement in one piece; nothing of it is left out in silence. Raises StatementTooLong."""
    page = ledger.statement(
        visit.cooperative.id, shown.account.account_id, shown.first, shown.last, limit=lines_max
    )
    if page.next_after is not None:
        raise StatementTooLong(lines_max=lines_max)
    return page


def _file(content: bytes, kind: str, shown: _Shown, ending: str) -> HttpResponse:
    response = HttpResponse(content, content_type=kind)
    name = f"{shown.account.number}-{shown.first}-{shown.last}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
