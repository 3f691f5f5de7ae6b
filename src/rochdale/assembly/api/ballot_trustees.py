"""Trustees of verifiable ballots for programs: giving a part, what came of it, and the work that the worker does."""

from __future__ import annotations

from typing import Final

from django.http import HttpRequest

from rochdale.assembly import actions, errors
from rochdale.assembly.api.ballot_schemas import (
    Giving,
    OwnPart,
    SendingLink,
    TrusteeTold,
    Verdict,
    WorkRefused,
    WorkTold,
)
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.errors.ballots import PartNotPublic
from rochdale.assembly.queries import ballots
from rochdale.assembly.queries.ballot_works import work_refused, works_open
from rochdale.assembly.queries.ballots import BallotSeen, TrusteeSeen, trustees_of, trustees_stand
from rochdale.assembly.queries.trustee_links import asked_until, trustee_letters
from rochdale.assembly.queries.trusteeship import Standing
from rochdale.assembly.views.ballot_trustee import by_trustee
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import freshly_signed_in, open_to_all, requires, visit_of
from rochdale.web.api import Done, code_of
from rochdale.web.errors import words_of
from rochdale.web.uploads import PART_BODY_BYTES_MAX

HEADER: Final = "Trustee-Token"
_LENGTH_MAX: Final = 100


def work_told(seen: BallotSeen) -> list[WorkTold]:
    """What is being judged or counted."""
    places = {each.id: each.place for each in trustees_of(ballot_id=seen.id)}
    return [
        WorkTold(
            kind=each.kind.value,
            trustee=places[each.trustee_id] if each.trustee_id else None,
            since=each.since,
        )
        for each in works_open(ballot_id=seen.id)
    ]


def refusal_told(seen: BallotSeen, trustee: TrusteeSeen | None = None) -> WorkRefused | None:
    """Why nothing came of the last count, or of what a trustee sent last."""
    refusal = work_refused(ballot_id=seen.id, trustee_id=trustee.id if trustee else None)
    return WorkRefused(code=code_of(refusal), detail=str(words_of(refusal).happened)) if refusal else None


def trustees_told(seen: BallotSeen, standing: Standing) -> list[TrusteeTold]:
    """The trustees of a ballot for who runs it."""
    told, letters = [], trustee_letters(ballot_id=seen.id)
    for each in trustees_of(ballot_id=seen.id):
        awaited = standing.awaited(each.place, seen.stands, ranks=seen.ranks)
        letter = letters.get(each.place)
        told.append(
            TrusteeTold(
                place=each.place,
                name=each.name,
                is_mandatory=each.is_mandatory,
                awaited=awaited.value if awaited else "",
                is_lost=each.place in standing.lost,
                reason=each.fault,
                letter=letter.state if letter else "",
                written_at=letter.written_at if letter else None,
            )
        )
    return told


@ROUTES.verb(
    "meetings/{int:number}/ballots/{int:ballot}/trustees/{int:place}/link",
    Done,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.BallotNotFound,
        errors.TrusteeUnknown,
        errors.BallotStepOutOfOrder,
        errors.BallotFaulty,
    ),
)
@freshly_signed_in
@requires(Permission.RUN_MEETINGS)
def send_link(request: HttpRequest, number: int, ballot: int, place: int, asked: SendingLink) -> Done:
    """Write to a trustee who lost the secret link, with a new one; those before no longer open anything."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    actions.send_link_again(by=by, number=number, ballot=ballot, place=place, email=asked.email)
    return Done()


@ROUTES.question("ballots/{slug:uuid}/parts", OwnPart, refuses=(errors.BallotNotFound, errors.TrusteeUnknown))
@open_to_all
def own_part(request: HttpRequest, uuid: str) -> OwnPart:
    """What is asked of a trustee, who is known by the header `Trustee-Token`, and what came of what was given last."""
    seen, own = _own(request, uuid)
    work = next((each for each in works_open(ballot_id=seen.id) if each.trustee_id == own.id), None)
    awaited = trustees_stand(seen).awaited(own.place, seen.stands, ranks=seen.ranks)
    return OwnPart(
        stands=seen.stands.value,
        awaited=awaited.value if awaited and not work else "",
        last=own.last.value if own.last else "",
        accepted=own.last is not None and not own.fault,
        reason=own.fault,
        being_judged_since=work.since if work else None,
        until=asked_until(seen, visit_of(request).cooperative.id),
        refusal=refusal_told(seen, own),
    )


# Not kept: a trustee has no sign-in to keep an answer for.
@ROUTES.verb(
    "ballots/{slug:uuid}/parts",
    Verdict,
    refuses=(
        errors.BallotNotFound,
        errors.BallotPartTooLarge,
        PartNotPublic,
        errors.TrusteeUnknown,
        errors.PartOutOfTurn,
        errors.BallotWorkWaits,
    ),
    is_kept=False,
    body_bytes_max=PART_BODY_BYTES_MAX,
)
@open_to_all
def give_part(request: HttpRequest, uuid: str, asked: Giving) -> Verdict:
    """Give what is awaited of a trustee, who is known by the header `Trustee-Token`.

    A key is checked at once; a shuffle or a part of the opening is kept and judged later. 20 MB are taken at most.
    """
    visit = visit_of(request)
    seen, own = _own(request, uuid)
    kind = trustees_stand(seen).awaited(own.place, seen.stands, ranks=seen.ranks)
    if kind is None:
        raise errors.PartOutOfTurn(kind="")
    verdict = actions.give_part(
        by=by_trustee(visit, own), uuid=uuid, trustee_id=own.id, kind=kind, content=asked.content.encode()
    )
    return Verdict(
        stands="judged" if verdict.since is None else "being_judged",
        accepted=verdict.is_accepted,
        reason=verdict.fault,
        since=verdict.since,
    )


def _own(request: HttpRequest, uuid: str) -> tuple[BallotSeen, TrusteeSeen]:
    """The ballot, and which of its trustees asks. Raises BallotNotFound, TrusteeUnknown."""
    seen = ballots.ballot_named(uuid=uuid)
    token = request.headers.get(HEADER, "")[:_LENGTH_MAX]
    return seen, ballots.trustee_by_link(ballot_id=seen.id, token=token)
