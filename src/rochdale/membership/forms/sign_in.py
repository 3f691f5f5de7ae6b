"""Signing in, in our words."""

from __future__ import annotations

from typing import Any

from allauth.account import forms as allauth
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

_TEXT_LENGTH_MAX = 200
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


class AddressForm(forms.Form):
    """The address by which one wishes to sign in."""

    email = forms.EmailField(
        label=_("Your new e-mail address"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )


class PasswordAgainForm(allauth.ReauthenticateForm):  # type: ignore[misc]  # allauth brings no types
    """Showing by the password that it is still oneself."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _say(self.fields["password"], _("Your password"), autocomplete="current-password")


def _say_code(form: forms.Form, help_text: Any) -> None:
    _say(form.fields["code"], _("The code"), help_text, autocomplete="one-time-code")
    form.fields["code"].widget.attrs["inputmode"] = "numeric"


class CodeForm(mfa.AuthenticateForm):  # type: ignore[misc]  # allauth brings no types
    """The second factor as a code, after the password."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _say_code(self, _("Six digits from your app; or one of your recovery codes, which works once."))


class CodeAgainForm(mfa.ReauthenticateForm):  # type: ignore[misc]  # allauth brings no types
    """Showing by a code that it is still oneself."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _say_code(self, _("Six digits from your app; or one of your recovery codes, which works once."))


class AuthenticatorForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth brings no types
    """The first code of an app that is set up."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        _say_code(self, _("The six digits that the app shows once it has the key."))


class PasskeyForm(AddWebAuthnForm):  # type: ignore[misc]  # allauth brings no types
    """A new passkey: always one that asks its owner for a finger, a face or a PIN, and signs in by itself."""

    def __init__(self, *arguments: Any, **options: Any) -> None:
        super().__init__(*arguments, **options)
        self.fields.pop("passwordless", None)
        self.fields["name"].initial = self.initial["name"] = ""
        self.fields["name"].max_length = _TEXT_LENGTH_MAX
        _say(self.fields["name"], _("A name for it"), _("So that you know it again: “my telephone”."))
