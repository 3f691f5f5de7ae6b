"""Closing a seat of a body, for who writes down mandates."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions, queries
from rochdale.assembly.errors import SeatNotFound
from rochdale.assembly.forms import CloseSeatForm
from rochdale.assembly.views import decision_words as words
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of
from rochdale.web.values import Link


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def close_seat(request: HttpRequest, seat_id: UUID) -> HttpResponse:
    """Write down that a body has a seat no more."""
    visit = visit_of(request)
    try:
        own = queries.body_of_seat(seat_id)
    except SeatNotFound as missing:
        raise Http404 from missing
    form = CloseSeatForm(request.POST or None, earliest=visit.today)
    if form.is_valid():
        actions.close_seat(
            by=visit.acting(Permission.RUN_MEETINGS),
            seat_id=seat_id,
            words=form.cleaned_data["words"],
            on=form.cleaned_data["on"],
        )
        messages.success(request, _("The seat is closed. Who held it stays in the register."))
        return redirect(visit.href("assembly-decisions:body", code=own.body.code))
    name = own.body.name(words.language())
    context = {
        "title": _("Close seat %(place)s: %(body)s") % {"place": own.place, "body": name},
        "lead": _(
            "From that day on the body has this seat no more: nobody holds it, and no election fills it."
        ),
        "form": form,
        "button": _("Close this seat"),
        "back": Link(visit.href("assembly-decisions:seat", seat_id=seat_id), _("To the seat")),
    }
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)
