"""The two hats of an officer who is a member: which one is on, and changing them."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rochdale.cooperatives.views import Hat, insiders_only, visit_of
from rochdale.web.http import local_path

_IN_SESSION = "rochdale_hats"


def hat_in(request: HttpRequest, slug: str) -> Hat:
    """The hat that was put on in this session for a cooperative; the officer's unless one chose."""
    chosen = request.session.get(_IN_SESSION, {}).get(slug)
    return Hat.MEMBER if chosen == Hat.MEMBER.value else Hat.OFFICER


@insiders_only
@require_POST
def change_hat(request: HttpRequest) -> HttpResponse:
    """Put on the hat that was asked for; who has one keeps it."""
    visit = visit_of(request)
    asked = request.POST.get("hat", "")
    if visit.has_two_hats and asked in set(Hat):
        chosen = request.session.get(_IN_SESSION, {}) | {visit.cooperative.slug: asked}
        request.session[_IN_SESSION] = chosen
        messages.success(
            request,
            _("You are here as an officer now.")
            if asked == Hat.OFFICER
            else _("You are here as a member now."),
        )
    return redirect(local_path(request.POST.get("next", ""), visit.home_url))
