"""The letters of a ballot: the secret link of a trustee, and the voting code of a voter."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID
from zoneinfo import ZoneInfo

from rochdale.assembly.actions.telling import MeetingLetter, told_in_language
from rochdale.assembly.models import Ballot
from rochdale.assembly.queries.balloting import TrusteeDraft
from rochdale.assembly.queries.ballots import BallotSeen
from rochdale.assembly.queries.meetings import in_language
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership.actions import Letter, LetterFact, PersonLetter
from rochdale.membership.queries import SealedWord
from rochdale.voting.verifiable.secrecy import Secret
from rochdale.web.formatting import moment_text
from rochdale.web.templatetags.rochdale_format import reader_locale


def trustee_letter(by: Acting, row: Ballot, trustee: TrusteeDraft, token: str) -> Letter:
    """What a trustee is asked to do, with the link that opens the trustee's page and nobody else's."""
    own = cooperatives.cooperative(by.cooperative_id)
    zone = ZoneInfo(own.time_zone)
    facts: dict[str, LetterFact | SealedWord] = {
        "name": trustee.name,
        "ballot": told_in_language(lambda language: in_language(row.names, language)),
        "path": f"/{own.slug}/ballots/{row.uuid}/trustee/",
        "link": SealedWord(f"/{own.slug}/ballots/{row.uuid}/trustee/{token}/"),
        "opens_on": row.opens_at.astimezone(zone).date(),
        "closes_on": row.closes_at.astimezone(zone).date(),
    }
    return Letter(
        MeetingLetter.BALLOT_TRUSTEE, trustee.language, trustee.email, facts=facts, act_id=row.act_id
    )


def code_letters(
    by: Acting, seen: BallotSeen, codes: Iterable[tuple[UUID, Secret[str]]], act_id: UUID
) -> list[PersonLetter]:
    """Every voter's letter with the voting code, which in the database stands sealed (INV-102)."""
    own = cooperatives.cooperative(by.cooperative_id)
    zone = ZoneInfo(own.time_zone)
    facts: dict[str, LetterFact] = {
        "ballot": told_in_language(seen.name),
        "until": told_in_language(
            lambda _language: moment_text(seen.closes_at.astimezone(zone), reader_locale())
        ),
        "opens_on": seen.opens_at.astimezone(zone).date(),
        "path": f"/{own.slug}/ballots/{seen.uuid}/",
    }
    return [
        PersonLetter(
            voter_id, MeetingLetter.BALLOT_CODE, {**facts, "code": SealedWord(code.reveal())}, act_id
        )
        for voter_id, code in codes
    ]
