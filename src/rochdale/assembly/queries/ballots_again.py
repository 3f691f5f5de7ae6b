"""Verifiable ballots looked at again by the audit: boards verified anew, and outcomes counted anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Any

from rochdale.assembly.models import Ballot, BallotOutcome, BallotPaperCount, BallotStepKind
from rochdale.assembly.queries.ballot_board import ballot_archive
from rochdale.assembly.queries.ballot_count import PaperFound, kept_answers
from rochdale.assembly.queries.ballots import BallotSeen, ballot_named, participants_of
from rochdale.assembly.queries.elections import election_archive
from rochdale.voting.errors import LotNeeded
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.archive.reading import read_archive
from rochdale.voting.verifiable.canonical import Json, parse
from rochdale.voting.verifiable.result import Outcome
from rochdale.voting.verifiable.verifier.verification import verify


def boards_unsound() -> Iterator[dict[str, str]]:
    """Boards of ballots that are under way, or were given up, which our verifier refuses; INV-81 has the others."""
    for seen in _opened():
        if seen.stands is not BallotStepKind.COUNTED:
            report = verify(ballot_archive(seen), unfinished=True)
            if not report.is_sound:
                yield {"uuid": seen.uuid, "faults": ", ".join(fault.code for fault in report.faults)}


def outcomes_different() -> Iterator[dict[str, str]]:
    """Ballots whose published archive is not their board, or whose outcome is not what it and the papers give."""
    for seen in _opened():
        if seen.stands is BallotStepKind.COUNTED:
            row = BallotOutcome.objects.get(ballot_id=seen.id)
            if ballot_archive(seen) != election_archive(uuid=seen.uuid):
                yield {"uuid": seen.uuid, "archive": "different"}
            elif _answered(seen, row) != row.answered:
                yield {"uuid": seen.uuid, "answered": "different"}


def _opened() -> Iterator[BallotSeen]:
    for uuid in list(Ballot.objects.order_by("id").values_list("uuid", flat=True)):
        seen = ballot_named(uuid=uuid)
        if seen.is_public:
            yield seen


def _answered(seen: BallotSeen, row: BallotOutcome) -> object:
    (step,) = read_archive(ballot_archive(seen)).of(Kind.RESULT)
    found = parse(step.parts[0], "result")
    assert isinstance(found, dict)
    opened = _outcome(found["result"])
    papers = agreed_papers(seen)
    # Who had withdrawn by the count; that they had is asked apart (INV-119).
    gone = {place: kept["withdrawn"] for place, kept in enumerate(row.answered) if "withdrawn" in kept}
    try:
        return papers and kept_answers(seen.questions, opened, papers, seen.language, row.seed, gone)
    except LotNeeded:
        return None


def _outcome(value: Json) -> Outcome:
    """What the record of a result says; its shape was proved when it was published."""
    read: list[Any] = value if isinstance(value, list) else []
    return tuple(
        tuple(tuple(entry) if isinstance(entry, list) else entry for entry in question) for question in read
    )


def agreed_papers(seen: BallotSeen) -> list[PaperFound] | None:
    """What two tellers found alike on the papers; nothing where none was given, None where they do not agree."""
    _, papers = participants_of(ballot_id=seen.id)
    if not papers:
        return [PaperFound() for _ in seen.questions]
    latest = {
        row.teller_id: tuple(map(repr, row.found))
        for row in BallotPaperCount.objects.filter(ballot_id=seen.id).order_by("place")
    }
    alike = Counter(latest.values()).most_common(1)
    if not alike or alike[0][1] < 2:  # noqa: PLR2004  # two tellers: the rule itself
        return None
    row = next(
        row
        for row in BallotPaperCount.objects.filter(ballot_id=seen.id).order_by("-place")
        if tuple(map(repr, row.found)) == alike[0][0]
    )
    return [PaperFound.from_json(kept) for kept in row.found]
