"""allauth's pages of second factors, with what our templates and our policy need beside."""

from __future__ import annotations

import json
from typing import Any

from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.base.views import AuthenticateView, ReauthenticateView
from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.internal.auth import begin_registration
from allauth.mfa.webauthn.views import AddWebAuthnView, ReauthenticateWebAuthnView
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse

from rochdale.membership import actions, queries


def _shown(asked: Any) -> str:
    """What a browser is asked for, as an attribute of the form carries it: our pages hold no inline script."""
    return json.dumps(asked, cls=DjangoJSONEncoder)


def _prove(request: HttpRequest) -> None:
    """Who has just set a second factor up has shown it. The session gets a new key: it is worth more now."""
    request.session.cycle_key()
    actions.note_session(request=request)
    assert request.user.pk is not None
    post_authentication(
        request, queries.newest_second_factor(sign_in_id=request.user.pk), reauthenticated=True
    )


class _Authenticate(AuthenticateView):  # type: ignore[misc]  # allauth brings no types
    def get_context_data(self, **named: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**named)
        factors = queries.second_factors(sign_in_id=self.stage.login.user.pk)
        return context | {
            "has_app": factors.app is not None,
            "has_passkeys": bool(factors.passkeys),
            "options": _shown(context["js_data"]["request_options"]),
        }


class _PasskeyAgain(ReauthenticateWebAuthnView):  # type: ignore[misc]  # allauth brings no types
    def get_context_data(self, **named: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**named)
        return context | {"options": _shown(context["js_data"]["request_options"])}


class _SetUpApp(ActivateTOTPView):  # type: ignore[misc]  # allauth brings no types
    def get_context_data(self, **named: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**named)
        key = context["form"].secret
        return context | {"key": " ".join(key[start : start + 4] for start in range(0, len(key), 4))}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _prove(self.request)
        return response


class _AddPasskey(AddWebAuthnView):  # type: ignore[misc]  # allauth brings no types
    def get_context_data(self, **named: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**named)
        # Asked for as one that signs in by itself; this replaces what was asked for a line above.
        return context | {"options": _shown(begin_registration(self.request.user, True))}

    def form_valid(self, form: Any) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)
        _prove(self.request)
        return response


authenticate = _Authenticate.as_view()
reauthenticate = ReauthenticateView.as_view()
passkey_again = _PasskeyAgain.as_view()
set_up_app = _SetUpApp.as_view()
add_passkey = _AddPasskey.as_view()
