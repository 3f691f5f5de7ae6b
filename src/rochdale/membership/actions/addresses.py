"""Changing the address by which one signs in: it counts once a message to it was answered by its owner."""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress
from django.core import signing
from django.db import IntegrityError, transaction

from rochdale.membership.actions.sessions import end_sessions
from rochdale.membership.errors import AddressLinkSpent
from rochdale.membership.models import SignIn

_SALT = "membership.address"
_DAY_SECONDS = 24 * 60 * 60


def ask_for_address(*, sign_in_id: UUID, address: str) -> str:
    """What a message to the new address carries; empty where the address is taken, which nobody is told.

    Nothing is kept: it is signed, lasts a day, and is spent once the address it starts from has changed.
    """
    wanted = address.strip().lower()
    if SignIn.objects.filter(email=wanted).exists():
        return ""
    before = SignIn.objects.get(id=sign_in_id).email
    return signing.dumps([str(sign_in_id), before, wanted], salt=_SALT)


def change_address(*, sign_in_id: UUID, token: str, this_session: str) -> str:
    """Let the address of a token count for the sign-in that asked for it, and end its other sessions.

    Answers with the old address. Who else opens the message changes nothing. Raises AddressLinkSpent.
    """
    try:
        owner, before, wanted = signing.loads(token, salt=_SALT, max_age=_DAY_SECONDS)
        if owner != str(sign_in_id):
            raise AddressLinkSpent
        with transaction.atomic():
            changed = SignIn.objects.filter(id=sign_in_id, email=before).update(email=wanted)
    except (signing.BadSignature, IntegrityError) as fault:
        raise AddressLinkSpent from fault
    if not changed:
        raise AddressLinkSpent
    EmailAddress.objects.filter(user_id=sign_in_id).delete()
    end_sessions(sign_in_id=sign_in_id, but=this_session)
    return str(before)
