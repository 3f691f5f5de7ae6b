"""Questions about how somebody signs in: second factors, and the sessions that are open."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import Exists, OuterRef
from django.db.models.functions import Now

SESSIONS_MAX = 200


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """One second factor of a sign-in; `name` is the one that its owner gave to a passkey."""

    id: int
    name: str
    since: datetime
    last_used_at: datetime | None


@dataclass(frozen=True, slots=True)
class SecondFactors:
    """Everything beside the password by which a sign-in opens."""

    app: SecondFactor | None
    passkeys: tuple[SecondFactor, ...]
    recovery_codes_left: int

    @property
    def is_set_up(self) -> bool:
        """Whether there is a second factor; recovery codes alone are none."""
        return self.app is not None or bool(self.passkeys)


@dataclass(frozen=True, slots=True)
class OpenSession:
    """Somewhere that a sign-in is open."""

    id: int
    since: datetime
    address: str
    program: str
    is_this_one: bool


def second_factors(*, sign_in_id: UUID) -> SecondFactors:
    """The second factors of a sign-in, in one statement."""
    found = list(Authenticator.objects.filter(user_id=sign_in_id).order_by("id"))
    kinds = Authenticator.Type
    codes = next((row.wrap() for row in found if row.type == kinds.RECOVERY_CODES), None)
    return SecondFactors(
        app=next((_told(row) for row in found if row.type == kinds.TOTP), None),
        passkeys=tuple(_told(row) for row in found if row.type == kinds.WEBAUTHN),
        recovery_codes_left=len(codes.get_unused_codes()) if codes else 0,
    )


def newest_second_factor(*, sign_in_id: UUID) -> Authenticator:
    """allauth's own row of the app or passkey that was set up last, for allauth's own functions."""
    kinds = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
    found: Authenticator = Authenticator.objects.filter(user_id=sign_in_id, type__in=kinds).latest("id")
    return found


def _told(row: Authenticator) -> SecondFactor:
    return SecondFactor(row.pk, row.data.get("name", ""), row.created_at, row.last_used_at)


def open_sessions(*, sign_in_id: UUID, this_key: str) -> list[OpenSession]:
    """Where a sign-in is open now, the latest first, in one statement."""
    alive = Session.objects.filter(session_key=OuterRef("session_key"), expire_date__gt=Now())
    found = UserSession.objects.filter(Exists(alive), user_id=sign_in_id).order_by("-created_at", "-id")
    return [
        OpenSession(row.pk, row.created_at, row.ip, row.user_agent, row.session_key == this_key)
        for row in found[:SESSIONS_MAX]
    ]
