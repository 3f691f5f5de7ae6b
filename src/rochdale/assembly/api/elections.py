"""Published votes as programs ask for them: public facts only, and the archive that proves them."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest, HttpResponse

from rochdale.assembly import queries
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.errors import ElectionNotFound
from rochdale.assembly.queries import ElectionListed
from rochdale.assembly.views.elections import ARCHIVE_TYPE, archive_file
from rochdale.cooperatives.views import open_to_all
from rochdale.voting.verifiable.verifier.report import Answered
from rochdale.web.api import Answer


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


class OutcomeTold(Answer):
    """What came out of a question. `blanks` is None where blank was not offered; `rankings` are shuffled."""

    question: str
    answers: list[CountTold]
    blanks: int | None
    rankings: list[list[int]]


class ElectionResult(ElectionTold):
    """A published vote with what its archive proves; `sound` says whether our verifier found nothing wrong."""

    sound: bool
    entitled: int
    received: int
    voted: int
    outcomes: list[OutcomeTold]


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
        entitled=figures.entitled,
        received=figures.received,
        voted=figures.voted,
        outcomes=[_outcome(each) for each in figures.answered],
    )


@ROUTES.question("elections/{slug:uuid}/archive", None, refuses=(ElectionNotFound,), media=(ARCHIVE_TYPE,))
@open_to_all
def election_archive(request: HttpRequest, uuid: str) -> HttpResponse:
    """The archive of a vote, for any verifier."""
    return archive_file(uuid)


def _listed(known: ElectionListed) -> dict[str, Any]:
    return {"uuid": known.uuid, "titles": known.titles, "closed_at": known.closed_at, "head": known.head}


def _outcome(answered: Answered) -> OutcomeTold:
    return OutcomeTold(
        question=answered.question,
        answers=[CountTold(answer=answer, votes=votes) for answer, votes in answered.answers],
        blanks=answered.blanks,
        rankings=[list(ranks) for ranks in sorted(answered.rankings or ())],
    )
