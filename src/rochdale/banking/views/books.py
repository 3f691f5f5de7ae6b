"""The books: trial balance, accounts of the chart, days and their entries, and the close of a day."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.banking import actions, queries
from rochdale.banking.forms import DayForm, PeriodForm, month_of
from rochdale.banking.queries import in_own_language
from rochdale.banking.views import papers, words
from rochdale.banking.views.paging import cursor_of, page_of
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, freshly_signed_in, requires, visit_of
from rochdale.ledger import queries as ledger
from rochdale.ledger.errors import AccountNotFound
from rochdale.money.amount import Money, total
from rochdale.money.currency import Currency
from rochdale.web.formatting import day_text, number_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Effect, Fact, Link, Page, StatementRow

DAYS_LISTED = 31
ENTRIES_LISTED = 50


@requires(Permission.VIEW_TRIAL_BALANCE)
@require_safe
def trial_balance(request: HttpRequest) -> HttpResponse:
    """Every account of the chart at the end of a day; the two sides are equal, or the books are wrong."""
    visit = visit_of(request)
    form = DayForm({"on": request.GET.get("on", visit.today)})
    on = form.cleaned_data["on"] if form.is_valid() else visit.today
    lines = ledger.trial_balance(visit.cooperative.id, on)
    currencies = list(dict.fromkeys(line.currency for line in lines))
    context = {"form": form, "on": on, "books": [_book(visit, lines, code) for code in currencies]}
    return render(request, "banking/trial_balance.html", context)


def _book(visit: Visit, lines: list[ledger.TrialLine], code: str) -> dict[str, Any]:
    currency = Currency.of(code)
    rows = [_trial_line(visit, line, currency) for line in lines if line.currency == code]
    debits = total([row["debit"] for row in rows if row["debit"] is not None], currency)
    credited = total([row["credit"] for row in rows if row["credit"] is not None], currency)
    return {
        "currency": code,
        "rows": rows,
        "debits": debits,
        "credits": credited,
        "equal": debits == credited,
    }


def _trial_line(visit: Visit, line: ledger.TrialLine, currency: Currency) -> dict[str, Any]:
    balance = Money(line.balance_minor, currency)
    return {
        "number": line.number,
        "name": in_own_language(line.names),
        "is_control": line.is_control,
        "href": visit.href("banking:chart-account", account_id=line.account_id),
        "debit": balance if balance.is_positive else None,
        "credit": -balance if balance.is_negative else None,
    }


@requires(Permission.VIEW_TRIAL_BALANCE)
@require_safe
def chart_account(request: HttpRequest, account_id: UUID) -> HttpResponse:
    """An account of the chart between two dates: its entries, or for a control account its days."""
    visit = visit_of(request)
    account = _chart_account(visit, account_id)
    usual = month_of(visit.today)
    form = PeriodForm(usual | {name: request.GET[name] for name in ("first", "last") if name in request.GET})
    period = form.cleaned_data if form.is_valid() else usual
    first, last = period["first"], period["last"]
    context: dict[str, Any] = {"account": account, "name": in_own_language(account.names), "form": form}
    if account.is_control:
        context["rows"] = _days_of_control(visit, account, first, last)
    else:
        context |= _entries_of_account(request, visit, account, first, last)
    return render(request, "banking/chart_account.html", context)


def _chart_account(visit: Visit, account_id: UUID) -> ledger.AccountFacts:
    try:
        account = ledger.account(visit.cooperative.id, account_id)
    except AccountNotFound as missing:
        raise Http404 from missing
    if account.owner_id is not None and Permission.VIEW_ACCOUNTS not in visit.permissions:
        raise Http404
    return account


def _days_of_control(
    visit: Visit, account: ledger.AccountFacts, first: date, last: date
) -> list[StatementRow]:
    currency = Currency.of(account.currency)
    may_open = Permission.VIEW_ACCOUNTS in visit.permissions  # a day shows whose money moved
    before = account.side * ledger.balance_on(visit.cooperative.id, account.id, first - timedelta(days=1))
    rows = [StatementRow(first, _("Balance brought forward"), None, Money(before, currency))]
    for day in ledger.daily_balances(visit.cooperative.id, [account.id], first, last):
        change = account.side * (day.debit_minor - day.credit_minor)
        balance = Money(account.side * day.closing_minor, currency)
        href = visit.href("banking:day", on=day.booking_date.isoformat()) if may_open else ""
        rows.append(
            StatementRow(
                day.booking_date, _("All entries of the day"), Money(change, currency), balance, href
            )
        )
    return rows


def _entries_of_account(
    request: HttpRequest, visit: Visit, account: ledger.AccountFacts, first: date, last: date
) -> dict[str, Any]:
    after = cursor_of(request.GET.get("after", ""))
    page = ledger.statement(visit.cooperative.id, account.id, first, last, after=after)
    currency = Currency.of(page.currency)
    may_open = Permission.VIEW_ACCOUNTS in visit.permissions
    opening = StatementRow(first, _("Balance brought forward"), None, Money(page.own_opening_minor, currency))
    rows = [
        StatementRow(
            day=line.booking_date,
            what=words.kind_words(line.kind),
            amount=Money(line.own_amount_minor, currency),
            balance=Money(line.own_balance_minor, currency),
            href=visit.href("banking:entry", entry_id=line.entry_id) if may_open else "",
            note=papers.note(line),
        )
        for line in page.lines
    ]
    return {"rows": rows if after else [opening, *rows], "page": page_of(request, page, after)}


@requires(Permission.VIEW_TRIAL_BALANCE, Permission.VIEW_ACCOUNTS)
@require_safe
def days(request: HttpRequest) -> HttpResponse:
    """The booking dates, newest first."""
    visit = visit_of(request)
    before = _date(request.GET.get("before", ""))
    found = ledger.days(visit.cooperative.id, before=before, limit=DAYS_LISTED + 1)
    listed = found[:DAYS_LISTED]
    more = f"?before={listed[-1].booking_date.isoformat()}" if len(found) > DAYS_LISTED else ""
    context = {
        "lines": [_day_line(visit, day) for day in listed],
        "page": Page(previous=visit.href("banking:days") if before else "", next=more),
        "close_href": visit.href("banking:close-day") if Permission.CLOSE_DAY in visit.permissions else "",
        "today": visit.today,
    }
    return render(request, "banking/days.html", context)


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day_line(visit: Visit, day: ledger.DayFacts) -> Fact:
    locale = reader_locale()
    href = visit.href("banking:day", on=day.booking_date.isoformat())
    if not day.is_closed:
        return Fact(day_text(day.booking_date, locale), pgettext("day", "open"), href)
    count = ngettext("%(count)s entry", "%(count)s entries", day.entries) % {
        "count": number_text(day.entries, locale)
    }
    numbers = ""
    if day.entries:
        first, last = (number_text(number or 0, locale) for number in (day.first_number, day.last_number))
        numbers = _("numbers %(first)s to %(last)s") % {"first": first, "last": last}
    return Fact(day_text(day.booking_date, locale), count, href, numbers)


@requires(Permission.VIEW_ACCOUNTS)
@require_safe
def day(request: HttpRequest, on: str) -> HttpResponse:
    """The entries of one day, in the order in which they came."""
    visit = visit_of(request)
    booked = _date(on)
    if booked is None:
        raise Http404
    after = _uuid(request.GET.get("after", ""))
    found = ledger.entries_of_day(visit.cooperative.id, booked, after=after, limit=ENTRIES_LISTED + 1)
    listed = found[:ENTRIES_LISTED]
    context = {
        "on": booked,
        "lines": [_entry_line(visit, entry) for entry in listed],
        "page": Page(
            previous=visit.href("banking:day", on=on) if after else "",
            next=f"?after={listed[-1].id}" if len(found) > ENTRIES_LISTED else "",
        ),
        "back": Link(visit.href("banking:days"), _("All days")),
    }
    return render(request, "banking/day.html", context)


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _entry_line(visit: Visit, entry: ledger.EntryFacts) -> Fact:
    currency = Currency.of(entry.postings[0].currency)
    moved = total(
        [
            Money(line.amount_minor, currency)
            for line in entry.postings
            if line.amount_minor > 0 and line.currency == currency.code
        ],
        currency,
    )
    accounts = " → ".join(dict.fromkeys(line.account_number for line in entry.postings[:4]))
    told = [number_text(entry.number, reader_locale())] if entry.number else []
    told += [accounts, *([entry.text] if entry.text else [])]
    href = visit.href("banking:entry", entry_id=entry.id)
    return Fact(words.kind_words(entry.kind), moved, href, " · ".join(told))


@freshly_signed_in
@requires(Permission.CLOSE_DAY)
@require_http_methods(["GET", "POST"])
def close_day(request: HttpRequest) -> HttpResponse:
    """Close the business day for good, after showing what that does."""
    visit = visit_of(request)
    if request.method == "POST":
        following = actions.close_day(by=visit.acting(Permission.CLOSE_DAY))
        opened = day_text(following, reader_locale())
        messages.success(request, _("The day is closed. The business day is now %(day)s.") % {"day": opened})
        return redirect(visit.href("banking:days"))
    waiting = queries.waiting(limit=1).count
    context = {
        "title": _("Close the day of %(day)s") % {"day": day_text(visit.today, reader_locale())},
        "words": _(
            "Its entries get their numbers, its balances are frozen, and nothing is ever booked on it again."
        ),
        "effects": [
            Effect(_("Business day"), visit.today, cooperatives.next_business_day(visit.cooperative)),
            Effect(_("Open days"), len(ledger.open_days(visit.cooperative.id)), 1),
            Effect(_("Waiting for a second person"), waiting, waiting),
        ],
        "second_person": _(
            "What waits for a second person goes on waiting, and is booked on the day it is approved."
        )
        if waiting
        else "",
        "act": _("Close the day for good"),
        "back": Link(visit.href("banking:days"), _("Leave it open")),
    }
    return render(request, "web/confirm.html", context)
