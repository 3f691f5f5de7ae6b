"""The programs that act for who reads: their access tokens, made here and nowhere else."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, freshly_signed_in, insiders_only, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.actions import TokenRequest
from rochdale.membership.forms import PERMISSION_WORDS, TokenForm
from rochdale.membership.queries import TokenFacts
from rochdale.web.values import Link


@insiders_only
@require_safe
def tokens(request: HttpRequest) -> HttpResponse:
    """The tokens of who reads, and the way to a new one."""
    visit = visit_of(request)
    assert visit.person_id is not None
    shown = [_shown(visit, each) for each in queries.tokens_of(person_id=visit.person_id)]
    context = {
        "tokens": [each for each in shown if each["is_open"]],
        "past": [each for each in shown if not each["is_open"]],
        "make_href": visit.href("membership:make-token"),
        "back": Link(visit.href("membership:my-file"), _("To my file")),
    }
    return render(request, "membership/tokens.html", context)


def _shown(visit: Visit, token: TokenFacts) -> dict[str, Any]:
    scope = [PERMISSION_WORDS[each] for each in sorted(token.permissions)]
    return {
        "token": token,
        "scope": [_("my own matters"), *scope] if token.is_own else scope,
        "is_open": token.opens_at(visit.at),
        "revoke_href": visit.href("membership:revoke-token", token_id=token.id),
    }


@freshly_signed_in
@insiders_only
@require_http_methods(["GET", "POST"])
def make_token(request: HttpRequest) -> HttpResponse:
    """Make a token and show it, this once. The session shows who asks: a token never makes another."""
    visit = visit_of(request)
    offered = visit.permissions
    form = TokenForm(request.POST if request.method == "POST" else None, offered=offered)
    if form.is_bound and form.is_valid():
        made = actions.make_token(by=_by(visit), sign_in_id=_sign_in(visit), asked=_asked(visit, form))
        _tell(request)
        context = {"token": made.token, "expires_at": made.expires_at, "name": form.cleaned_data["name"]}
        context |= {"tokens_href": visit.href("membership:tokens"), "address": _address(request, visit)}
        return render(request, "membership/token_made.html", context)
    context = {"form": form, "back": Link(visit.href("membership:tokens"), _("To my programs"))}
    return render(request, "membership/make_token.html", context, status=400 if form.is_bound else 200)


def _tell(request: HttpRequest) -> None:
    """Who signs in hears of it, as of every change to how that is done."""
    adapter, owner = get_adapter(request), request.user
    transaction.on_commit(lambda: adapter.send_notification_mail("membership/email/token_made", owner))


def _address(request: HttpRequest, visit: Visit) -> str:
    return request.build_absolute_uri(f"/api/v1/{visit.cooperative.slug}/me")


def _asked(visit: Visit, form: TokenForm) -> TokenRequest:
    """What was chosen; the second factor behind it is the last one that the session has shown."""
    return TokenRequest(
        name=form.cleaned_data["name"],
        days=form.cleaned_data["days"],
        permissions=frozenset(Permission(each) for each in form.cleaned_data.get("permissions", [])),
        is_own=form.cleaned_data["is_own"],
        authenticator_id=visit.factor_id,
    )


def _by(visit: Visit) -> Acting:
    """In one's own matter: as a member, or as somebody who has a door here and is none."""
    assert visit.person_id is not None
    authority = f"member {visit.member_number}" if visit.member_number is not None else "own door"
    return Acting(
        cooperative_id=visit.cooperative.id,
        person_id=visit.person_id,
        for_person_id=None,
        authority=authority,
        on=visit.today,
        at=visit.at,
    )


def _sign_in(visit: Visit) -> UUID:
    assert visit.sign_in_id is not None
    return visit.sign_in_id


@insiders_only
@require_POST
def revoke_token(request: HttpRequest, token_id: UUID) -> HttpResponse:
    """Let a token of one's own open nothing any more."""
    visit = visit_of(request)
    actions.revoke_token(by=_by(visit), token_id=token_id)
    messages.success(request, _("The token is revoked. It opens nothing any more."))
    return redirect(visit.href("membership:tokens"))
