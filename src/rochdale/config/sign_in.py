"""How django-allauth behaves here: only people whom a cooperative knows can sign in."""

from __future__ import annotations

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest


class MembersOnly(DefaultAccountAdapter):
    """Nobody opens a sign-in alone: it is given with a membership or an office."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False
