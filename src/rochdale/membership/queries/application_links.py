"""To which application a secret link leads: the one of its beginning, or one that was sent anew."""

from __future__ import annotations

from rochdale.membership.models import Application, ApplicationLink
from rochdale.membership.queries.sealing import token_hash


def application_of_link(token: str) -> Application | None:
    """The application that a secret link leads to; None for a link that leads nowhere."""
    hashed = token_hash(token)
    first = Application.objects.filter(token_hash=hashed).first()
    if first is not None:
        return first
    sent_anew = ApplicationLink.objects.filter(token_hash=hashed).first()
    return None if sent_anew is None else Application.objects.get(id=sent_anew.application_id)
