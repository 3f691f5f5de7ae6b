"""Signing in, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.utils.translation import gettext_lazy as _

_EMAIL = _("Your e-mail address")
_NEW_PASSWORD = _("New password")
_NEW_PASSWORD_AGAIN = _("The same once more")
_NEW_PASSWORD_HELP = _("At least ten characters. Three or four words that only you put together are good.")


def _say(field: forms.Field, label: Any, help_text: Any = "", *, autocomplete: str = "") -> None:
    """Our words, and none inside the field itself, where they would vanish as one types."""
    field.label = label
    field.help_text = help_text
    field.widget.attrs.pop("placeholder", None)
    if autocomplete:
        field.widget.attrs["autocomplete"] = autocomplete


class SignInForm(allauth.LoginForm):  # type: ignore[misc]  # allauth brings no types
    """E-mail address and password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _say(self.fields["login"], _EMAIL, autocomplete="username")
        _say(self.fields["password"], _("Your password"))
        self.fields["login"].widget.attrs["autofocus"] = True


class NewPasswordRequestForm(allauth.ResetPasswordForm):  # type: ignore[misc]  # allauth brings no types
    """Asking for a message by which a new password can be set."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _say(self.fields["email"], _EMAIL, autocomplete="username")


class NewPasswordForm(allauth.ResetPasswordKeyForm):  # type: ignore[misc]  # allauth brings no types
    """Setting a new password by the message."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _say(self.fields["password1"], _NEW_PASSWORD, _NEW_PASSWORD_HELP)
        _say(self.fields["password2"], _NEW_PASSWORD_AGAIN)


class ChangePasswordForm(allauth.ChangePasswordForm):  # type: ignore[misc]  # allauth brings no types
    """Changing one's password while signed in."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _say(self.fields["oldpassword"], _("The password you have now"))
        _say(self.fields["password1"], _NEW_PASSWORD, _NEW_PASSWORD_HELP)
        _say(self.fields["password2"], _NEW_PASSWORD_AGAIN)
