"""The last step of a departure, with what it does to shares; every other step is the register's own."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.capital import actions, queries
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, insiders_only, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import views as membership
from rochdale.membership.queries import DepartureCause, DepartureStepKind


@freshly_signed_in
@insiders_only
@require_http_methods(["GET", "POST"])
def departure_step(request: HttpRequest, departure_id: UUID, step: str) -> HttpResponse:
    """Take one step of a departure; its end puts the shares into the queue (INV-58)."""
    if step != DepartureStepKind.ENDED.value or request.method == "GET":
        return membership.departure_step(request, departure_id, step)
    visit = visit_of(request)
    found = membership.departure_context(visit, departure_id)["departure"]
    by_board = found.cause is DepartureCause.EXCLUSION
    needed = Permission.DECIDE_DISCIPLINE if by_board else Permission.MANAGE_REGISTER
    by: Acting = visit.acting() if found.person_id == visit.person_id else visit.acting(needed)
    actions.end_departure(by=by, departure_id=departure_id)
    waits = bool(queries.redemption_queue(holder_id=found.person_id))
    messages.success(
        request,
        _("The membership has ended. The shares wait for repayment in the queue.")
        if waits
        else _("It is written down. Nothing of it can be changed later."),
    )
    return redirect(visit.href("membership:departure", departure_id=departure_id))
