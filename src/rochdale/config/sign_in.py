"""How django-allauth behaves here: only people whom a cooperative knows can sign in."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _

from rochdale.web.http import keep_language


class MembersOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    """Nobody opens a sign-in alone: it is given with a membership or an office."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and this password do not go together. Check both; capital letters count."
        ),
        "too_many_login_attempts": _(
            "Too many wrong passwords were tried. Wait five minutes, or ask for a new password."
        ),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002  # allauth gives it
        """Never."""
        return False

    def post_login(self, request: HttpRequest, user: Any, **facts: Any) -> HttpResponse:
        """After signing in, the pages speak the language of the person, whoever used this screen before."""
        response: HttpResponse = super().post_login(request, user, **facts)
        if user.language in dict(settings.LANGUAGES):
            keep_language(request, response, user.language)
        return response
