"""How tests come in without the pages of the sign-in: a browser whose session has shown all that one can show.

Tests of the sign-in itself go through its pages; every other test comes in here.
"""

from __future__ import annotations

import time
from uuid import UUID

from allauth.account.authentication import AUTHENTICATION_METHODS_SESSION_KEY
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from allauth.mfa.utils import decrypt
from django.core.cache import cache
from django.test import Client

from rochdale.membership.models import SignIn


def enter(client: Client, email: str, *, second_factor: bool = True, minutes_ago: int = 0) -> None:
    """Sign somebody in who showed who is at the screen so many minutes ago, by a second factor or without."""
    person = SignIn.objects.get(email=email)
    client.force_login(person)
    record: dict[str, object] = {"method": "password", "at": time.time() - minutes_ago * 60}
    if second_factor:
        record |= {"method": "mfa", "type": "totp", "id": authenticator_of(person.pk).pk}
    session = client.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [record]
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()


def authenticator_of(sign_in_id: UUID) -> Authenticator:
    """The app of a sign-in, set up if there is none."""
    found = Authenticator.objects.filter(user_id=sign_in_id, type=Authenticator.Type.TOTP).first()
    return found or TOTP.activate(SignIn.objects.get(pk=sign_in_id), generate_totp_secret()).instance


def code_of(email: str) -> str:
    """What the app of a sign-in shows now; if it was used before it can be used again."""
    app = authenticator_of(SignIn.objects.get(email=email).pk)
    code = code_for(decrypt(app.data["secret"]))
    cache.delete(f"allauth.mfa.totp.used?user={app.user_id}&code={code}")
    return code


def code_for(key: str) -> str:
    """What an app shows now that was given a key; there are some seconds left to use it."""
    if time.time() % 30 > 27:
        time.sleep(3.2)
    return format_hotp_value(hotp_value(key.replace(" ", ""), int(time.time()) // 30))
