"""An entry, down to who posted it and why; and its reversal."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.banking import actions, queries
from rochdale.banking.forms import ReasonForm
from rochdale.banking.queries import EntryTold, PendingOperation, in_own_language
from rochdale.banking.views import words
from rochdale.capital import queries as capital
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import (
    Visit,
    authority_words,
    doer_words,
    freshly_signed_in,
    insiders_only,
    requires,
    visit_of,
)
from rochdale.ledger import queries as ledger
from rochdale.ledger.errors import EntryNotFound
from rochdale.ledger.queries import PostingFacts
from rochdale.money.amount import Money
from rochdale.money.currency import Currency
from rochdale.tenancy.actions import new_id
from rochdale.web.values import Deed, Effect, Fact, Link


@insiders_only
@require_safe
def entry(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """An entry: an officer sees it whole, a holder without the lines of other members."""
    visit = visit_of(request)
    told = entry_told(visit, entry_id)
    lines = lines_for(visit, told)
    context = {
        "entry": told.facts,
        "kind": words.kind_words(told.facts.kind),
        "facts": _facts(visit, told),
        "lines": [_line(visit, told, line) for line in lines],
        "hidden_lines": len(told.facts.postings) - len(lines),
        "deeds": _deeds(visit, told),
        "may_reverse": _may_reverse(visit, told),
        "reverse_href": visit.href("banking:reverse", entry_id=entry_id),
    }
    return render(request, "banking/entry.html", context)


def _may_reverse(visit: Visit, told: EntryTold) -> bool:
    """Not in one's own matter, not twice, and not where shares go with it: those have their own register."""
    facts = told.facts
    return (
        Permission.REVERSE_ENTRY in visit.permissions
        and facts.reversed_by_id is None
        and facts.reverses_id is None
        and visit.person_id not in told.owner_ids.values()
        and not capital.carries_shares(entry_id=facts.id)
    )


def entry_told(visit: Visit, entry_id: UUID) -> EntryTold:
    """One entry, whole; `lines_for` says what of it a visitor may see. Raises Http404."""
    try:
        return queries.entry(visit.cooperative.id, entry_id)
    except EntryNotFound as missing:
        raise Http404 from missing


def lines_for(visit: Visit, told: EntryTold) -> list[PostingFacts]:
    """The lines that the visitor may see. Raises Http404 where no account of theirs is touched."""
    if Permission.VIEW_ACCOUNTS in visit.permissions:
        return list(told.facts.postings)
    own = [] if visit.self_id is None else queries.accounts_of(visit.self_id, visit.today)
    mine = {account.account_id for account in own}
    if not any(line.account_id in mine for line in told.facts.postings):
        raise Http404
    return [
        line
        for line in told.facts.postings
        if line.account_id in mine or told.owner_ids.get(line.account_id) is None
    ]


def _facts(visit: Visit, told: EntryTold) -> list[Fact]:
    facts = told.facts
    shown = [Fact(_("Booked on"), facts.booking_date)]
    if facts.value_date != facts.booking_date:
        shown.append(Fact(_("Value date"), facts.value_date))
    if facts.text:
        shown.append(Fact(_("Text"), facts.text))
    for label, other in ((_("Reverses"), facts.reverses_id), (_("Reversed by"), facts.reversed_by_id)):
        if other:
            shown.append(Fact(label, _("another entry"), visit.href("banking:entry", entry_id=other)))
    return shown


def _line(visit: Visit, told: EntryTold, line: PostingFacts) -> dict[str, Any]:
    amount = Money(line.amount_minor, Currency.of(line.currency))
    is_members = told.owner_ids.get(line.account_id) is not None
    may_open = is_members or Permission.VIEW_TRIAL_BALANCE in visit.permissions
    href = (
        words.account_href(visit, line.account_number) if is_members else _chart_href(visit, line.account_id)
    )
    return {
        "number": line.account_number,
        "name": in_own_language(line.account_names),
        "href": href if may_open else "",
        "debit": amount if amount.is_positive else None,
        "credit": -amount if amount.is_negative else None,
    }


def _chart_href(visit: Visit, account_id: UUID) -> str:
    return visit.href("banking:chart-account", account_id=account_id)


def _deeds(visit: Visit, told: EntryTold) -> list[Deed]:
    act = told.act
    posted = Deed(
        who=doer_words(act.who),
        what=_("Posted the entry"),
        at=act.at,
        authority=authority_words(act.authority),
        why="" if told.pending else act.reason,
        for_whom=act.for_whom,
    )
    if told.pending is None:
        return [posted]
    return [_asked(visit, told.pending), posted]


def _asked(visit: Visit, pending: PendingOperation) -> Deed:
    names = words.names_in([pending])
    return Deed(
        who=names.get(pending.asked_by, ""),
        what=_("Asked for it"),
        at=pending.asked_at,
        authority=authority_words(pending.authority),
        why=pending.reason,
        href=visit.href("banking:pending", pending_id=pending.id) if visit.is_officer else "",
    )


@freshly_signed_in
@requires(Permission.REVERSE_ENTRY)
@require_http_methods(["GET", "POST"])
def reverse(request: HttpRequest, entry_id: UUID) -> HttpResponse:
    """Reverse an entry: its effect is shown first, and a reason is asked."""
    visit = visit_of(request)
    told = entry_told(visit, entry_id)
    visit.require_other(*told.owner_ids.values())
    if request.method == "POST":
        form = ReasonForm(request.POST)
        if form.is_valid():
            by = visit.acting(Permission.REVERSE_ENTRY, form.cleaned_data["reason"])
            done = actions.reverse(by=by, key=form.cleaned_data["key"], entry_id=entry_id)
            return _after(request, visit, done)
    else:
        form = ReasonForm(initial={"key": str(new_id(visit.at))})
    context = {
        "title": _("Reverse this entry"),
        "words": _("The entry stays in the books for ever; a second one undoes it, and both show why."),
        "effects": _effects(visit, told),
        "form": form,
        "act": _("Reverse the entry"),
        "back": Link(visit.href("banking:entry", entry_id=entry_id), _("Leave it as it is")),
    }
    return render(request, "web/confirm.html", context, status=400 if form.is_bound else 200)


def _effects(visit: Visit, told: EntryTold) -> list[Effect]:
    """What the accounts with a limit hold now, and after."""
    own = ledger.available(visit.cooperative.id, [line.account_id for line in told.facts.postings])
    known = ledger.accounts(visit.cooperative.id, own)
    effects = []
    for line in told.facts.postings:
        if line.account_id in own:
            currency = Currency.of(line.currency)
            before = Money(own[line.account_id].own_balance_minor, currency)
            change = Money(known[line.account_id].side * line.amount_minor, currency)
            label = f"{line.account_number}, {in_own_language(line.account_names)}"
            effects.append(Effect(label, before, before - change))
    return effects


def _after(request: HttpRequest, visit: Visit, done: actions.Operation) -> HttpResponse:
    if done.waits:
        messages.info(
            request, _("Nothing is posted yet: the amount is over the limit, a second person decides.")
        )
        return redirect(visit.href("banking:pending", pending_id=done.pending_id))
    messages.success(request, _("The entry was reversed."))
    return redirect(visit.href("banking:entry", entry_id=done.entry_id))
