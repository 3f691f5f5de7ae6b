"""An application with its payment: acceptance takes effect here, over the counter."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.banking.forms import AdmissionForm
from rochdale.capital import actions as capital
from rochdale.capital import queries as shares
from rochdale.capital.errors import InstalmentImpossible
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.ledger import queries as ledger
from rochdale.membership import queries as register
from rochdale.membership import views as membership
from rochdale.membership.errors import ApplicationNotFound
from rochdale.membership.queries import TO_BE_PAID, ApplicationFile
from rochdale.money.amount import Money
from rochdale.tenancy.actions import new_id
from rochdale.web.errors import words_of
from rochdale.web.values import Effect, Link

_TAKES = (Permission.POST_DEPOSIT, Permission.MANAGE_CAPITAL)


@requires(Permission.PREPARE_APPLICATIONS, Permission.DECIDE_ADMISSIONS)
@require_safe
def application(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """One application, with the way to its payment once it is accepted."""
    visit = visit_of(request)
    context = membership.application_context(visit, application_id)
    found = context["application"]
    may_take = any(each in visit.permissions for each in _TAKES)
    if found.last.kind in TO_BE_PAID and may_take and found.person_id != visit.person_id:
        context["pay_href"] = visit.href("banking:pay-admission", application_id=application_id)
        context["until"] = found.last.next_by
    return render(request, "banking/application.html", context)


@requires(*_TAKES)
@require_http_methods(["GET", "HEAD", "POST"])
def pay(request: HttpRequest, application_id: UUID) -> HttpResponse:
    """Take the qualifying shares in, in cash, and register the member."""
    visit = visit_of(request)
    found = _found(application_id)
    if found.member_number is None and found.last.kind not in TO_BE_PAID:
        return redirect(visit.href("membership:application", application_id=application_id))
    least, cost = shares.admission_cost(shares=found.shares, instalments=found.instalments)
    currency = visit.cooperative.currency
    if request.method == "POST":
        form = AdmissionForm(request.POST, currency=currency)
        if form.is_valid():
            answer = _paid(request, visit, found, form)
            if answer is not None:
                return answer
    else:
        form = AdmissionForm(currency=currency, initial={"key": str(new_id(visit.at)), "amount": least})
    context = _context(visit, found, cost, least) | {"form": form}
    return render(request, "banking/pay_admission.html", context, status=400 if form.is_bound else 200)


def _found(application_id: UUID) -> ApplicationFile:
    try:
        return register.application(application_id=application_id)
    except ApplicationNotFound as missing:
        raise Http404 from missing


def _paid(
    request: HttpRequest, visit: Visit, found: ApplicationFile, form: AdmissionForm
) -> HttpResponse | None:
    permission = next(each for each in _TAKES if each in visit.permissions)
    cash = ledger.account_by_role(visit.cooperative.id, "cash", visit.cooperative.currency.code)
    try:
        done = capital.pay_admission(
            by=visit.acting(permission, for_person_id=found.person_id),
            key=form.cleaned_data["key"],
            application_id=found.id,
            paid=form.cleaned_data["amount"],
            from_account_id=cash.id,
        )
    except InstalmentImpossible as refusal:
        form.add_error("amount", str(words_of(refusal).happened))
        return None
    messages.success(request, _("Paid and registered: member number %(number)s.") % {"number": done.number})
    return redirect(visit.href("membership:application", application_id=found.id))


def _context(visit: Visit, found: ApplicationFile, cost: Money, least: Money) -> dict[str, Any]:
    is_member = found.member_number is not None
    return {
        "application": found,
        "cost": cost,
        "least": least,
        "in_parts": least != cost,
        "effects": [
            Effect(_("Membership"), _("accepted"), _("member")),
            Effect(_("Qualifying shares"), 0, found.shares),
        ]
        if not is_member
        else [],
        "back": Link(visit.href("membership:application", application_id=found.id), found.name),
    }
