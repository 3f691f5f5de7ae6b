"""An operation that waits for a second person: looking at it, approving it, refusing it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.banking import actions, queries
from rochdale.banking.errors import PendingNotFound
from rochdale.banking.forms import DecisionForm
from rochdale.banking.queries import Outcome, PendingOperation
from rochdale.banking.views import words
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, freshly_signed_in, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.web.values import Fact, Link


@requires(
    Permission.APPROVE_OPERATION,
    Permission.POST_DEPOSIT,
    Permission.POST_WITHDRAWAL,
    Permission.POST_TRANSFER,
    Permission.VIEW_AUDIT,
)
@require_safe
def pending(request: HttpRequest, pending_id: UUID) -> HttpResponse:
    """What was asked, by whom and why, and what was decided if someone has."""
    visit = visit_of(request)
    operation = _pending(pending_id)
    names = words.names_in([operation])
    may_decide = Permission.APPROVE_OPERATION in visit.permissions
    context = {
        "waiting": words.waiting_value(visit, operation, names),
        "facts": _facts(visit, operation),
        "decided": operation.decided,
        "decided_by": names.get(operation.decided.decided_by, "") if operation.decided else "",
        "approved": operation.decided is not None and operation.decided.outcome is Outcome.APPROVED,
        "entry_href": _entry_href(visit, operation),
        "may_decide": may_decide and operation.asked_by != visit.person_id and operation.decided is None,
        "is_own": operation.asked_by == visit.person_id,
        "form": DecisionForm(),
        "approve_href": visit.href("banking:approve", pending_id=pending_id),
        "refuse_href": visit.href("banking:refuse", pending_id=pending_id),
        "back": Link(visit.home_url, _("Back to what waits")),
    }
    return render(request, "banking/pending.html", context)


def _pending(pending_id: UUID) -> PendingOperation:
    try:
        return queries.pending_operation(pending_id)
    except PendingNotFound as missing:
        raise Http404 from missing


def _facts(visit: Visit, operation: PendingOperation) -> list[Fact]:
    number = operation.account.number
    facts = [
        Fact(_("Account"), number, words.account_href(visit, number) if operation.account.owner_id else "")
    ]
    if operation.text:
        facts.append(Fact(_("Text"), operation.text))
    if operation.entry_id:
        href = visit.href("banking:entry", entry_id=operation.entry_id)
        facts.append(Fact(_("Reverses"), _("this entry"), href))
    return facts


def _entry_href(visit: Visit, operation: PendingOperation) -> str:
    if operation.decided is None or operation.decided.entry_id is None:
        return ""
    return visit.href("banking:entry", entry_id=operation.decided.entry_id)


@freshly_signed_in
@requires(Permission.APPROVE_OPERATION)
@require_http_methods(["GET", "POST"])
def approve(request: HttpRequest, pending_id: UUID) -> HttpResponse:
    """Post what was asked. Who had to show first that it is still they comes back to what waits."""
    if request.method == "GET":
        return redirect(visit_of(request).href("banking:pending", pending_id=pending_id))
    operation = _pending(pending_id)
    visit_of(request).require_other(*words.owners_of(operation))
    done = actions.approve(by=_by(request), pending_id=pending_id)
    messages.success(request, _("You approved the operation. It is in the books."))
    return redirect(visit_of(request).href("banking:entry", entry_id=done.entry_id))


@requires(Permission.APPROVE_OPERATION)
@require_POST
def refuse(request: HttpRequest, pending_id: UUID) -> HttpResponse:
    """Refuse what was asked, with a reason."""
    actions.refuse(by=_by(request), pending_id=pending_id)
    messages.success(
        request, _("You refused the operation. Nothing was posted, and nothing is held any more.")
    )
    return redirect(visit_of(request).href("banking:pending", pending_id=pending_id))


def _by(request: HttpRequest) -> Acting:
    form = DecisionForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    return visit_of(request).acting(Permission.APPROVE_OPERATION, reason)
