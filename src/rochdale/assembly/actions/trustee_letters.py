"""Letters to trustees after the first: what is asked of them now, and a link in place of one that was lost.

Of a link the hash alone is kept, so that nobody can write it a second time: each letter has a new one (INV-116). The
one before stays good beside it, unless it was lost.
"""

from __future__ import annotations

import secrets
from collections.abc import Collection, Mapping
from uuid import UUID

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db.models import Max

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock
from rochdale.assembly.actions.board import record_ballot, take_ballot
from rochdale.assembly.actions.telling import MeetingLetter, told_in_language
from rochdale.assembly.models import BallotLink, BallotPartKind, BallotStepKind
from rochdale.assembly.queries.ballots import (
    BallotSeen,
    TrusteeSeen,
    ballot_named,
    ballot_of,
    trustees_of,
    trustees_stand,
)
from rochdale.assembly.queries.trustee_links import asked_until, trustee_letters
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership.actions import Letter, LetterFact
from rochdale.membership.queries import SealedWord
from rochdale.membership.queries.sealing import token_hash
from rochdale.tenancy.actions import inside, new_ids

_OVER = {BallotStepKind.COUNTED, BallotStepKind.GIVEN_UP}


def write_to_awaited(by: Acting, uuid: str, act_id: UUID) -> None:
    """Write to each trustee of whom something is awaited now, by the act that made it so. The ballot is taken."""
    seen = ballot_named(uuid=uuid)
    standing, trustees = trustees_stand(seen), trustees_of(ballot_id=seen.id)
    asked = {each.place: standing.awaited(each.place, seen.stands, ranks=seen.ranks) for each in trustees}
    awaited = [each for each in trustees if asked[each.place] is not None]
    known = trustee_letters(ballot_id=seen.id)
    addresses = {each.place: known[each.place].address if each.place in known else "" for each in awaited}
    is_shuffle = BallotPartKind.SHUFFLE in asked.values()
    _write(by, seen, MeetingLetter.BALLOT_PART, awaited, addresses, act_id, {"is_shuffle": int(is_shuffle)})


def send_link_again(*, by: Acting, number: int, ballot: int, place: int, email: str = "") -> None:
    """Write to a trustee who lost the link, with a new one; those before are void from now on.

    To another address where one is given, else to the one of the last letter. Raises NotAllowed, MeetingNotFound,
    BallotNotFound, TrusteeUnknown, BallotStepOutOfOrder (the ballot is over), BallotFaulty (no address).
    """
    with inside(by.cooperative_id):
        authorise(by)
        meeting = lock(number)
        take_ballot(ballot_of(meeting_id=meeting.id, number=ballot).id)
        seen = ballot_of(meeting_id=meeting.id, number=ballot)
        if seen.stands in _OVER:
            raise errors.BallotStepOutOfOrder(last=seen.stands.value, step="link")
        trustee = next((each for each in trustees_of(ballot_id=seen.id) if each.place == place), None)
        if trustee is None:
            raise errors.TrusteeUnknown
        known = trustee_letters(ballot_id=seen.id)
        address = _sound(email) or (known[place].address if place in known else "")
        act_id = record_ballot(by, "assembly.send_trustee_link", seen.id, place=place)
        _write(by, seen, MeetingLetter.BALLOT_LINK, [trustee], {place: address}, act_id, {}, replaces=True)


def _sound(email: str) -> str:
    """An address that was given, if one was. Raises BallotFaulty."""
    given = email.strip()
    try:
        if given:
            validate_email(given)
    except ValidationError as wrong:
        raise errors.BallotFaulty(faults=("trustee_unreachable",)) from wrong
    return given


def _write(  # one letter and one link for each
    by: Acting,
    seen: BallotSeen,
    kind: MeetingLetter,
    trustees: Collection[TrusteeSeen],
    addresses: Mapping[int, str],
    act_id: UUID,
    facts: Mapping[str, LetterFact],
    *,
    replaces: bool = False,
) -> None:
    until = asked_until(seen, by.cooperative_id)
    told = {**facts, "until": until} if until else dict(facts)
    tokens = {each.id: secrets.token_urlsafe(32) for each in trustees}
    letters = [
        _letter(by, seen, kind, each, addresses[each.place], act_id, told, tokens[each.id])
        for each in trustees
    ]
    written = membership.write_letters(by=by, letters=letters)
    found = BallotLink.objects.filter(ballot_id=seen.id).values_list("trustee_id").annotate(Max("place"))
    places = dict(found)
    BallotLink.objects.bulk_create(
        BallotLink(
            id=id_,
            cooperative_id=by.cooperative_id,
            ballot_id=seen.id,
            trustee_id=each.id,
            place=places.get(each.id, 0) + 1,
            token_hash=token_hash(tokens[each.id]),
            replaces=replaces,
            letter_id=letter_id,
            act_id=act_id,
        )
        for id_, each, letter_id in zip(new_ids(by.at, len(written)), trustees, written, strict=True)
    )


def _letter(  # what a letter is made of
    by: Acting,
    seen: BallotSeen,
    kind: MeetingLetter,
    trustee: TrusteeSeen,
    address: str,
    act_id: UUID,
    facts: Mapping[str, LetterFact],
    token: str,
) -> Letter:
    own = cooperatives.cooperative(by.cooperative_id)
    told: dict[str, LetterFact | SealedWord] = {
        "name": trustee.name,
        "ballot": told_in_language(seen.name),
        "path": f"/{own.slug}/ballots/{seen.uuid}/trustee/",
        "link": SealedWord(f"/{own.slug}/ballots/{seen.uuid}/trustee/{token}/"),
        **facts,
    }
    # Without an address it is printed, for the envelope that the secretary writes.
    return Letter(kind, trustee.language, address, facts=told, recipient=trustee.name, act_id=act_id)
