"""A secret link that was lost: a new one goes to the address that the applicant gave, and to no other."""

from __future__ import annotations

import secrets
from typing import Final

from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import queries
from rochdale.membership.actions.applications.taking import record
from rochdale.membership.actions.applications.telling import ApplicationLetter
from rochdale.membership.actions.letters import Letter, write_letters
from rochdale.membership.models import Application, ApplicationLink
from rochdale.membership.queries.sealing import token_hash
from rochdale.tenancy.actions import inside, new_id

# Of one address: somebody asks for a child or an organization too.
APPLICATIONS_MAX: Final = 5
_TOKEN_BYTES: Final = 32


def send_link_anew(*, by: Acting, email: str) -> int:
    """Send a new secret link for each application that has this address, the latest first; how many.

    Whoever asks is told the same, whatever came of it: that somebody applied is nobody else's business. In the
    database the link stands sealed in its letter, and its hash beside it (INV-118).
    """
    address = email.strip().lower()
    if not address:
        return 0
    with inside(by.cooperative_id):
        found = Application.objects.filter(email=address, blanked_on=None).order_by("-id")[:APPLICATIONS_MAX]
        for each in found:
            _send(by, each)
        return len(found)


def _send(by: Acting, row: Application) -> None:
    token, act_id = secrets.token_urlsafe(_TOKEN_BYTES), record(by, "link_sent", row.id)
    slug = cooperatives.cooperative(by.cooperative_id).slug
    letter = Letter(
        kind=ApplicationLetter.LINK.value,
        language=row.language,
        address=row.email,
        facts={
            "application_number": row.number,
            "link": queries.SealedWord(f"/{slug}/join/link/{token}/"),
        },
        recipient=row.name,
        act_id=act_id,
    )
    (letter_id,) = write_letters(by=by, letters=[letter])
    ApplicationLink(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        application_id=row.id,
        token_hash=token_hash(token),
        letter_id=letter_id,
        sent_at=by.at,
        act_id=act_id,
    ).save(force_insert=True)
