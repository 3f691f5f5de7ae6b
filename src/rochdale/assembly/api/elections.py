"""Published votes as programs ask for them: public facts only, and the archive that proves them."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Query

from rochdale.assembly import queries
from rochdale.assembly.api.routes import LOOKUP, ROUTES
from rochdale.assembly.errors import (
    BallotNotFound,
    ElectionDocumentNotFound,
    ElectionNotFound,
    HeadMalformed,
    TrackingMalformed,
)
from rochdale.assembly.queries import ElectionListed, OnBoard, ballot_results, ballots
from rochdale.assembly.views.elections import ARCHIVE_TYPE, archive_file, document_file
from rochdale.cooperatives.views import open_to_all
from rochdale.voting.verifiable.verifier.report import Answered
from rochdale.web.api import Answer, Asked, Name


class ElectionTold(Answer):
    """A published vote: its name in the archive, what it was about by language, the hash of its last event."""

    uuid: str
    titles: dict[str, str]
    closed_at: datetime
    head: str


class Elections(Answer):
    """The published votes, the newest first."""

    items: list[ElectionTold]


class CountTold(Answer):
    """How many chose an answer."""

    answer: str
    votes: int


class OrderTold(Answer):
    """An order of answers from first to last, ">" between them and "=" between those of one rank; how many gave it."""

    order: str
    ballots: int


class OutcomeTold(Answer):
    """What came out of a question. `blanks` is None where blank was not offered.

    `rankings` are the ranks of the answers, shuffled; `orders` the same in words, those that most gave first.
    """

    question: str
    answers: list[CountTold]
    blanks: int | None
    rankings: list[list[int]]
    orders: list[OrderTold]


class DocumentTold(Answer):
    """A document that a vote is bound to: notice, motions or roll, with its hash (SHA-256) in hexadecimal."""

    kind: str
    media_type: str
    content_bytes: int
    sha256: str


class ElectionResult(ElectionTold):
    """A published vote with what its archive proves; `sound` says whether our verifier found nothing wrong.

    `verifier` is the version of our verifier whose verdict was kept, at `verified_at`; both are None where none was
    kept, and the archive was verified just now. `seed` is from what lots were drawn, empty where none were.
    """

    sound: bool
    verifier: int | None
    verified_at: datetime | None
    entitled: int
    received: int
    voted: int
    outcomes: list[OutcomeTold]
    seed: str
    documents: list[DocumentTold]


class NumberAsked(Asked):
    """A ballot and a head that was noted; either may be left out.

    A ballot is named by its tracking number, in 24 digits or in eight words in French or English, or by its whole
    tracker.
    """

    number: Name = ""
    head: Name = ""


class EventFound(Answer):
    """An event of a published vote: `height` counts from 0. `place` is where a ballot is, None for a head."""

    cooperative: str
    uuid: str
    titles: dict[str, str]
    closed_at: datetime
    height: int
    place: Literal["counted", "superseded"] | None


class LookedUp(Answer):
    """The ballots with the number, and the events with the head, on the boards of all published votes."""

    ballots: list[EventFound]
    heads: list[EventFound]


@LOOKUP.question("check", LookedUp, refuses=(TrackingMalformed, HeadMalformed))
@open_to_all
def check(request: HttpRequest, asked: Query[NumberAsked]) -> LookedUp:
    """Where a tracking number, or a head that was noted, is found among all votes that are published here.

    An empty list says that no published vote has it: not what was cast in a vote that is under way.
    """
    sought, head = queries.read_tracking(asked.number), queries.read_head(asked.head)
    if asked.number and sought is None:
        raise TrackingMalformed
    if asked.head and head is None:
        raise HeadMalformed
    return LookedUp(
        ballots=[] if sought is None else [_found(each) for each in queries.published_ballots(sought)],
        heads=[] if head is None else [_found(each) for each in queries.published_heads(head)],
    )


def _found(found: OnBoard) -> EventFound:
    place: Any = None if found.place is None else found.place.value
    return EventFound(
        cooperative=found.slug,
        uuid=found.listed.uuid,
        titles=found.listed.titles,
        closed_at=found.listed.closed_at,
        height=found.height,
        place=place,
    )


@ROUTES.question("elections", Elections)
@open_to_all
def elections(request: HttpRequest) -> Elections:
    """The votes that this cooperative published."""
    return Elections(items=[ElectionTold(**_listed(each)) for each in queries.elections()])


@ROUTES.question("elections/{slug:uuid}", ElectionResult, refuses=(ElectionNotFound,))
@open_to_all
def election(request: HttpRequest, uuid: str) -> ElectionResult:
    """One vote with its result."""
    found = queries.published_election(uuid=uuid)
    figures = found.report.figures
    assert figures is not None  # nothing else was published (INV-81)
    return ElectionResult(
        **_listed(found.listed),
        sound=found.report.is_sound,
        verifier=found.kept.verifier if found.kept else None,
        verified_at=found.kept.found_at if found.kept else None,
        entitled=figures.entitled,
        received=figures.received,
        voted=figures.voted,
        outcomes=[_outcome(each) for each in figures.answered],
        seed=_seed(uuid),
        documents=[DocumentTold(**asdict(each)) for each in queries.election_documents(uuid=uuid)],
    )


@ROUTES.question("elections/{slug:uuid}/archive", None, refuses=(ElectionNotFound,), media=(ARCHIVE_TYPE,))
@open_to_all
def election_archive(request: HttpRequest, uuid: str) -> HttpResponse:
    """The archive of a vote, for any verifier."""
    return archive_file(uuid)


@ROUTES.question(
    "elections/{slug:uuid}/documents/{slug:kind}",
    None,
    refuses=(ElectionDocumentNotFound,),
    media=("text/plain", "application/pdf"),
)
@open_to_all
def election_document(request: HttpRequest, uuid: str, kind: str) -> HttpResponse:
    """A document that a vote is bound to, to the byte: `kind` is notice, motions or roll."""
    return document_file(uuid, kind)


def _seed(uuid: str) -> str:
    """From what lots were drawn in a ballot of a meeting; an archive knows of no lot."""
    try:
        result = ballot_results.ballot_result(ballots.ballot_named(uuid=uuid))
    except BallotNotFound:
        return ""  # published without a meeting
    return ballot_results.seed_drawn(result.seed, result.outcomes()) if result else ""


def _listed(known: ElectionListed) -> dict[str, Any]:
    return {"uuid": known.uuid, "titles": known.titles, "closed_at": known.closed_at, "head": known.head}


def _outcome(answered: Answered) -> OutcomeTold:
    told = answered.orders() if answered.options else []
    return OutcomeTold(
        question=answered.question,
        answers=[CountTold(answer=answer, votes=votes) for answer, votes in answered.answers],
        blanks=answered.blanks,
        rankings=[list(ranks) for ranks in sorted(answered.rankings or ())],
        orders=[OrderTold(order=order, ballots=count) for order, count in told],
    )
