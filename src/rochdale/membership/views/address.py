"""Changing the address by which one signs in. The old one is told, the new one confirmed by its owner."""

from __future__ import annotations

from allauth.account.adapter import get_adapter
from allauth.account.decorators import reauthentication_required
from allauth.core import ratelimit
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.membership import actions
from rochdale.membership.errors import AddressLinkSpent
from rochdale.membership.forms import AddressForm
from rochdale.web.http import refuse

_NOTICE = "account/email/notice"


@login_required
@reauthentication_required  # type: ignore[untyped-decorator]  # allauth brings no types
@require_http_methods(["GET", "HEAD", "POST"])
def change_address(request: HttpRequest) -> HttpResponse:
    """Ask for another address; whether it is free is not told."""
    form = AddressForm(request.POST or None)
    if not form.is_bound or not form.is_valid():
        return render(request, "account/address.html", {"form": form}, status=400 if form.is_bound else 200)
    limited: HttpResponse | None = ratelimit.consume_or_429(request, action="manage_email", user=request.user)
    if limited is not None:
        return limited
    _write(request, form.cleaned_data["email"])
    messages.info(
        request,
        _("If no one else signs in with this address, a message is on its way to it. Open its link here."),
    )
    return redirect(reverse("mfa_index"))


def _write(request: HttpRequest, address: str) -> None:
    assert request.user.pk is not None
    token = actions.ask_for_address(sign_in_id=request.user.pk, address=address)
    what = _(
        "Somebody, we hope you, asked that your sign-in go by another address. This one counts until then."
    )
    get_adapter().send_mail(_NOTICE, request.user.get_username(), {"what": what})
    if token:
        link = request.build_absolute_uri(reverse("account_address_confirm", args=[token]))
        get_adapter().send_mail("account/email/address", address, {"link": link})


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def confirm_address(request: HttpRequest, token: str) -> HttpResponse:
    """Let the new address count, for who asked for it and is signed in; a look at the link changes nothing."""
    if request.method != "POST":
        return render(request, "account/address_confirm.html")
    assert request.user.pk is not None
    try:
        before = actions.change_address(
            sign_in_id=request.user.pk, token=token, this_session=request.session.session_key or ""
        )
    except AddressLinkSpent as refusal:
        return refuse(request, refusal)
    get_adapter().send_mail(_NOTICE, before, {"what": _("Your sign-in goes by another address now.")})
    messages.success(request, _("Your new address counts from now on."))
    return redirect(reverse("mfa_index"))
