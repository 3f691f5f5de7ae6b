"""A new secret link for who lost the first, by the address that was given with the application."""

from __future__ import annotations

from allauth.core import ratelimit
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.cooperatives.views import open_to_all, visit_of
from rochdale.membership import actions
from rochdale.membership.forms import LostLinkForm
from rochdale.membership.views.applications import secret_link
from rochdale.web.values import Link


@open_to_all
@require_http_methods(["GET", "POST"])
def lost_link(request: HttpRequest) -> HttpResponse:
    """Ask for the link anew. The answer is the same whether somebody applied from that address or not."""
    visit = visit_of(request)
    form = LostLinkForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        email = form.cleaned_data["email"]
        limited: HttpResponse | None = ratelimit.consume_or_429(
            request, action="application_link", key=email.lower()
        )
        if limited is not None:
            return limited
        actions.send_link_anew(by=secret_link.applicant(visit), email=email)
        messages.success(
            request, _("If an application came from this address, a new link is on its way to it.")
        )
        return redirect(visit.href("membership:my-application"))
    context = {
        "form": form,
        "back": Link(visit.href("membership:my-application"), _("Follow my application")),
    }
    return render(request, "membership/join/lost_link.html", context, status=400 if form.is_bound else 200)
