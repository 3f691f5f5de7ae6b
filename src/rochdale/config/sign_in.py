"""How django-allauth behaves here: who can sign in, what a second factor is, and what a session has proved."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from rochdale.config import secret
from rochdale.membership import actions
from rochdale.web.http import keep_language
from rochdale.web.qr import qr_shown

_NOBODY_KNOWS_WHERE = "0.0.0.0"  # noqa: S104  # no interface: the place of who comes from no known place
_NOTICES: dict[str, Promise] = {
    "account/email/password_changed": _("The password of your sign-in was changed."),
    "account/email/password_set": _("A password was set for your sign-in."),
    "account/email/password_reset": _(
        "A new password was set for your sign-in, by a message to this address."
    ),
    "membership/email/token_made": _("An access token was made: a program can act in your name by it."),
    "mfa/email/totp_activated": _("An authenticator app now opens your sign-in, beside the password."),
    "mfa/email/totp_deactivated": _("The authenticator app was taken off your sign-in."),
    "mfa/email/webauthn_added": _("A passkey was added to your sign-in."),
    "mfa/email/webauthn_removed": _("A passkey was taken off your sign-in."),
    "mfa/email/recovery_codes_generated": _(
        "New recovery codes were made; the old ones do not work any more."
    ),
}


class MembersOnly(DefaultAccountAdapter):  # type: ignore[misc]  # allauth brings no types
    """Nobody opens a sign-in alone: it is given with a membership or an office."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": _(
            "This address and this password do not go together. Check both; capital letters count."
        ),
        "too_many_login_attempts": _(
            "Too many wrong tries. Wait five minutes, or ask for a new password if you do not know yours."
        ),
        "rate_limited": _("Too many wrong tries. Wait five minutes."),
        "incorrect_password": _("This is not your password. Capital letters count."),
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

    def set_password(self, user: Any, password: str) -> None:
        """A new password ends every session of the sign-in but the one in which it is changed, and every token."""
        super().set_password(user, password)
        actions.end_sessions(sign_in_id=user.pk, but=context.request.session.session_key or "")
        actions.revoke_tokens(sign_in_id=user.pk, at=timezone.now())

    def get_client_ip(self, request: HttpRequest) -> str:
        """Where a request comes from. A server behind a socket file knows no place: all such share one limit."""
        if not request.META.get("REMOTE_ADDR"):
            return _NOBODY_KNOWS_WHERE
        place: str = super().get_client_ip(request)
        return place

    def send_notification_mail(
        self, template_prefix: str, user: Any, context: Any = None, email: str | None = None
    ) -> None:
        """Tell who signs in that something changed about how it is done, in one letter of our own."""
        told = {"what": _NOTICES[template_prefix], **(context or {})}
        self.send_mail("account/email/notice", email or user.email, told)


class SecondFactors(DefaultMFAAdapter):  # type: ignore[misc]  # allauth brings no types
    """Passkeys, authenticator apps and recovery codes. What could be copied is encrypted where it is kept."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("This did not fit. Each code works once: wait for the next one, and write that."),
    }

    def encrypt(self, text: str) -> str:
        """What the database keeps of a secret."""
        return _fernet().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """The secret again. Raises cryptography's InvalidToken where the installation's key is another one."""
        return _fernet().decrypt(encrypted_text.encode()).decode()

    def build_totp_svg(self, url: str) -> SafeString:
        """A picture for the camera of the app, without the inline style that our policy refuses."""
        return qr_shown(
            url, label=str(_("QR code for your authenticator app; the same key stands beside it as text"))
        )


def _fernet() -> Fernet:
    return Fernet(secret.derived(settings.SECRET_KEY, "second factors"))


@dataclass(frozen=True, slots=True)
class Proofs:
    """What a session has shown of who uses it: by which second factors, and when for the last time."""

    authenticator_ids: tuple[int, ...] = ()
    last_at: datetime | None = None


def proofs(request: HttpRequest) -> Proofs:
    """The proofs of the session of a request, for the person who is signed in by it."""
    records = get_authentication_records(request, request.user)
    if not records:
        return Proofs()
    return Proofs(
        tuple(record["id"] for record in records if record.get("method") == "mfa" and "id" in record),
        datetime.fromtimestamp(max(record["at"] for record in records), UTC),
    )


def give_authenticator(sign_in_id: UUID, totp_key: str) -> None:
    """Let codes made from `totp_key` be the second factor of a sign-in: for the demo, whose key everybody knows."""
    from allauth.mfa.totp.internal.auth import TOTP

    TOTP.activate(get_user_model().objects.get(pk=sign_in_id), totp_key)
