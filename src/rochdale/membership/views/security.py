"""How one signs in, all on one page; and where one is signed in."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.membership import actions, queries
from rochdale.web.browsers import browser_words
from rochdale.web.http import local_path

_DIGITS_MAX = 18


@login_required
@require_safe
def security(request: HttpRequest) -> HttpResponse:
    """Password, address, passkeys, app, recovery codes and sessions of who reads."""
    context = {
        "email": request.user.get_username(),
        "factors": queries.second_factors(sign_in_id=_sign_in(request)),
        "sessions": len(_sessions(request)),
    }
    return render(request, "account/security.html", context)


@login_required
@require_safe
def second_factor_wanted(request: HttpRequest) -> HttpResponse:
    """Where an officer is led who has shown no second factor: to show it, or to set one up."""
    context = {
        "factors": queries.second_factors(sign_in_id=_sign_in(request)),
        "next": local_path(request.GET.get("next", "")),
    }
    return render(request, "account/second_factor.html", context)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request: HttpRequest) -> HttpResponse:
    """Where the sign-in of who reads is open; one session is ended, or all but this one."""
    if request.method == "POST":
        _end(request)
        return redirect(reverse("usersessions_list"))
    shown = [(browser_words(each.program) or each.address, each) for each in _sessions(request)]
    return render(request, "account/sessions.html", {"sessions": shown})


def _sign_in(request: HttpRequest) -> UUID:
    assert request.user.pk is not None
    found: UUID = request.user.pk
    return found


def _sessions(request: HttpRequest) -> list[queries.OpenSession]:
    return queries.open_sessions(sign_in_id=_sign_in(request), this_key=request.session.session_key or "")


def _end(request: HttpRequest) -> None:
    wanted = request.POST.get("session", "")
    if wanted.isascii() and wanted.isdigit() and len(wanted) <= _DIGITS_MAX:
        ended = actions.end_session(sign_in_id=_sign_in(request), session_id=int(wanted))
    else:
        ended = actions.end_sessions(sign_in_id=_sign_in(request), but=request.session.session_key or "")
    messages.success(
        request,
        ngettext("%(ended)s session was ended.", "%(ended)s sessions were ended.", ended) % {"ended": ended},
    )
