"""Deposits, withdrawals and transfers: a form, its effect before it is done, and what became of it.

The views post alone: they leave the wall before they act, so that desks that post at once share a commit.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from rochdale.banking import actions
from rochdale.banking.forms import CounterForm, TransferForm
from rochdale.banking.queries import HeldAccount, OperationKind
from rochdale.banking.views import words
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, posts_alone, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import queries as membership
from rochdale.money.amount import Money
from rochdale.tenancy.actions import inside, new_id
from rochdale.web.errors import words_of
from rochdale.web.formatting import money_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Effect, Link

_TITLES: dict[OperationKind, Promise] = {
    OperationKind.DEPOSIT: gettext_lazy("Take a deposit"),
    OperationKind.WITHDRAWAL: gettext_lazy("Pay out"),
    OperationKind.TRANSFER: gettext_lazy("Transfer between accounts"),
}
_PERMISSIONS = {
    OperationKind.DEPOSIT: Permission.POST_DEPOSIT,
    OperationKind.WITHDRAWAL: Permission.POST_WITHDRAWAL,
    OperationKind.TRANSFER: Permission.POST_TRANSFER,
}


@posts_alone
@requires(Permission.POST_DEPOSIT)
@require_http_methods(["GET", "POST"])
def deposit(request: HttpRequest) -> HttpResponse:
    """Take cash in for an account."""
    return _operate(request, OperationKind.DEPOSIT)


@posts_alone
@requires(Permission.POST_WITHDRAWAL)
@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest) -> HttpResponse:
    """Pay cash out of an account."""
    return _operate(request, OperationKind.WITHDRAWAL)


@posts_alone
@requires(Permission.POST_TRANSFER)
@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest) -> HttpResponse:
    """Move money between two accounts of members."""
    return _operate(request, OperationKind.TRANSFER)


def _operate(request: HttpRequest, kind: OperationKind) -> HttpResponse:
    visit = visit_of(request)
    with inside(visit.cooperative.id):
        form = _form(request, visit, kind)
        if not form.is_bound or not form.is_valid():
            return _ask(request, visit, kind, form)
        if "confirmed" not in request.POST:
            return _confirm(request, visit, kind, form)
    try:
        done = _act(visit, kind, form.cleaned_data)
    except Refusal as refusal:
        with inside(visit.cooperative.id):
            return _ask(request, visit, kind, form, refusal)
    return _after(request, visit, done)


def _form(request: HttpRequest, visit: Visit, kind: OperationKind) -> CounterForm:
    make = TransferForm if kind is OperationKind.TRANSFER else CounterForm
    currency = visit.cooperative.currency
    if request.method == "POST":
        return make(request.POST, currency=currency)
    initial = {"key": str(new_id(visit.at)), "account": request.GET.get("account", "")}
    return make(currency=currency, initial=initial)


def _ask(
    request: HttpRequest, visit: Visit, kind: OperationKind, form: CounterForm, refusal: Refusal | None = None
) -> HttpResponse:
    context = {
        "title": _TITLES[kind],
        "form": form,
        "refused": words_of(refusal) if refusal else None,
        "limit": _limit(visit),
        "back": Link(visit.home_url, _("Back to what waits")),
    }
    status = 409 if refusal else 400 if form.is_bound else 200
    return render(request, "banking/counter.html", context, status=status)


def _limit(visit: Visit) -> Money | None:
    threshold = cooperatives.bylaw_or_none("second_person_threshold_minor", visit.today)
    return threshold.money if threshold else None


def _confirm(request: HttpRequest, visit: Visit, kind: OperationKind, form: CounterForm) -> HttpResponse:
    """Show what will change before it changes; the same answers travel along, out of sight."""
    asked = form.cleaned_data
    amount, limit = asked["amount"], _limit(visit)
    written = money_text(amount, reader_locale())
    waits = limit is not None and amount > limit
    context = {
        "title": _TITLES[kind],
        "words": _sentence(kind, asked, written),
        "effects": _effects(kind, asked),
        "second_person": _over(limit) if limit is not None and waits else "",
        "form": form.hidden(),
        "act": _("Ask a second person for %(amount)s") % {"amount": written}
        if waits
        else _("Yes, post %(amount)s") % {"amount": written},
        "back": Link(request.get_full_path(), _("Start anew")),
    }
    return render(request, "banking/confirm.html", context)


def _over(limit: Money) -> str:
    return _(
        "This is over the limit of %(limit)s in the by-laws: it is not posted until a second person approves."
    ) % {"limit": money_text(limit, reader_locale())}


def _sentence(kind: OperationKind, asked: dict[str, Any], amount: str) -> str:
    accounts = [asked["account"], asked.get("to")]
    names = membership.names_of(person_ids=[account.owner_id for account in accounts if account])
    facts = {"amount": amount, "owner": names.get(asked["account"].owner_id, "")}
    facts["account"] = words.account_words(asked["account"])
    if kind is OperationKind.DEPOSIT:
        return _("%(amount)s in cash for %(owner)s, to account %(account)s.") % facts
    if kind is OperationKind.WITHDRAWAL:
        return _("%(amount)s in cash to %(owner)s, from account %(account)s.") % facts
    facts |= {"to": words.account_words(asked["to"]), "receiver": names.get(asked["to"].owner_id, "")}
    return _("%(amount)s from %(owner)s, %(account)s, to %(receiver)s, %(to)s.") % facts


def _effects(kind: OperationKind, asked: dict[str, Any]) -> list[Effect]:
    amount = asked["amount"]
    if kind is OperationKind.DEPOSIT:
        return [_effect(asked["account"], -amount)]
    effects = [_effect(asked["account"], amount)]
    return [*effects, _effect(asked["to"], -amount)] if kind is OperationKind.TRANSFER else effects


def _effect(account: HeldAccount, debit: Money) -> Effect:
    """What a debit does to an account as its owner counts it: it lowers savings, and raises a debt."""
    after = account.balance + debit if account.side > 0 else account.balance - debit
    return Effect(words.account_words(account), account.balance, after)


def _act(visit: Visit, kind: OperationKind, asked: dict[str, Any]) -> actions.Operation:
    account: HeldAccount = asked["account"]
    by = _acting(visit, kind, asked["reason"], account)
    if kind is OperationKind.TRANSFER:
        visit.require_other(asked["to"].owner_id)
        return actions.transfer(
            by=by,
            key=asked["key"],
            from_id=account.account_id,
            to_id=asked["to"].account_id,
            amount=asked["amount"],
            text=asked["text"],
        )
    act = actions.deposit if kind is OperationKind.DEPOSIT else actions.withdraw
    return act(
        by=by, key=asked["key"], account_id=account.account_id, amount=asked["amount"], text=asked["text"]
    )


def _acting(visit: Visit, kind: OperationKind, reason: str, account: HeldAccount) -> Acting:
    return visit.acting(_PERMISSIONS[kind], reason, for_person_id=account.owner_id)


def _after(request: HttpRequest, visit: Visit, done: actions.Operation) -> HttpResponse:
    if done.waits:
        messages.info(
            request, _("Nothing is posted yet: the amount is over the limit, a second person decides.")
        )
        return redirect(visit.href("banking:pending", pending_id=done.pending_id))
    if done.again:
        messages.info(request, _("This was posted before: here is the entry. Nothing was posted twice."))
    else:
        messages.success(request, _("Done. It is in the books."))
    return redirect(visit.href("banking:entry", entry_id=done.entry_id))
