"""Counting a verifiable ballot: papers by tellers, the opened result, who is elected, and its publication (INV-104)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, lock, meeting_row
from rochdale.assembly.actions.ballot_work import (
    asked_again,
    end_work,
    is_open,
    leave_work,
    refuse_while_working,
)
from rochdale.assembly.actions.board import (
    append_event,
    next_event,
    record_ballot,
    require_step,
    take_ballot,
    write_ballot_step,
)
from rochdale.assembly.actions.elections import Document, publish_proven
from rochdale.assembly.actions.resolutions import Counted, write_resolution
from rochdale.assembly.models import (
    AgendaItem,
    Ballot,
    BallotEvent,
    BallotOutcome,
    BallotPaperCount,
    BallotPartKind,
    BallotStepKind,
    BallotWorkKind,
    Election,
    FloorRole,
    Majority,
    Meeting,
    Resolution,
)
from rochdale.assembly.queries.amended_effects import word_as_moved
from rochdale.assembly.queries.ballot_board import ballot_archive
from rochdale.assembly.queries.ballot_candidates import passed_over
from rochdale.assembly.queries.ballot_count import PaperFound, kept_answers
from rochdale.assembly.queries.ballot_works import WorkAsked
from rochdale.assembly.queries.ballots import BallotSeen, ballot_of, participants_of, trustees_stand
from rochdale.assembly.queries.ballots_again import agreed_papers
from rochdale.assembly.queries.floor import named
from rochdale.assembly.queries.quorum import counted_for_quorum, terms_at
from rochdale.assembly.queries.trustee_parts import last_shuffled, to_open
from rochdale.assembly.queries.trusteeship import Standing
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take
from rochdale.voting import motions
from rochdale.voting.errors import CastingVoteNeeded, FigureImpossible, LotNeeded
from rochdale.voting.motions import Votes
from rochdale.voting.verifiable import result
from rochdale.voting.verifiable.archive.events import Kind
from rochdale.voting.verifiable.decryption import combine, read_decryption
from rochdale.voting.verifiable.result import Outcome
from rochdale.voting.verifiable.trustees.bodies import flattened
from rochdale.voting.verifiable.verifier.report import Report
from rochdale.voting.verifiable.verifier.verification import verify

_K = BallotStepKind
_BY_YES_AND_NO = {Majority.ORDINARY, Majority.SPECIAL}


def enter_paper_count(*, by: Acting, number: int, ballot: int, found: Sequence[PaperFound]) -> None:
    """A teller writes down what was on the papers, question by question, after the close; a later count stands.

    Raises MeetingNotFound, BallotNotFound, NotTeller, BallotStepOutOfOrder, CountImpossible, BallotWorkWaits.
    """
    assert by.person_id is not None
    with inside(by.cooperative_id):
        meeting = meeting_row(number)
        if FloorRole.TELLER not in named(meeting_id=meeting.id, person_id=by.person_id):
            raise errors.NotTeller
        take_ballot(ballot_of(meeting_id=meeting.id, number=ballot).id)
        seen = ballot_of(meeting_id=meeting.id, number=ballot)
        if seen.stands not in {_K.CLOSED, _K.SHUFFLED}:
            raise errors.BallotStepOutOfOrder(last=seen.stands.value, step="papers")
        refuse_while_working(seen, {BallotWorkKind.COUNT})
        _refuse_papers(seen, found)
        take(f"{seen.id}{by.person_id}", invariant=104)
        counts = BallotPaperCount.objects.filter(ballot_id=seen.id, teller_id=by.person_id).count()
        BallotPaperCount(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            ballot_id=seen.id,
            teller_id=by.person_id,
            place=counts + 1,
            found=[each.to_json() for each in found],
            at=by.at,
            act_id=record_ballot(by, "assembly.enter_paper_count", seen.id),
        ).save(force_insert=True)


def _refuse_papers(seen: BallotSeen, found: Sequence[PaperFound]) -> None:
    """Never more papers than were given."""
    _, papers = participants_of(ballot_id=seen.id)
    if len(found) != len(seen.questions):
        raise errors.CountImpossible
    for asked, each in zip(seen.questions, found, strict=True):
        if not each.fits(asked) or each.papers_least(asked) > papers:
            raise errors.CountImpossible


def count_ballot(
    *, by: Acting, number: int, ballot: int, seed: str = "", casting_vote: motions.Vote | None = None
) -> datetime:
    """Have the result opened, counted by the rules that were announced, and published; since when it is counted.

    The worker does it, and writes the resolution of a motion. Asked again meanwhile it is answered the same. Raises
    NotAllowed, MeetingNotFound, BallotNotFound, BallotStepOutOfOrder, BallotPartsMissing, TellersDisagree,
    BallotWorkWaits.
    """
    casting = casting_vote.value if casting_vote else ""
    with inside(by.cooperative_id):
        authorise(by)
        meeting = meeting_row(number)
        take_ballot(ballot_of(meeting_id=meeting.id, number=ballot).id)
        seen = ballot_of(meeting_id=meeting.id, number=ballot)
        again = asked_again(by, seen, trustee_id=None, content=b"", seed=seed, casting_vote=casting)
        if again is not None:
            return again.since
        refuse_while_working(seen)
        _require_countable(seen)
        _agreed(seen)
        leave_work(by, seen, BallotWorkKind.COUNT, seed=seed, casting_vote=casting)
        return by.at


def _require_countable(seen: BallotSeen) -> Standing:
    """Where the trustees stand, once enough gave their part. Raises BallotStepOutOfOrder, BallotPartsMissing."""
    require_step(seen, _K.COUNTED)
    if seen.ranks and seen.stands is _K.CLOSED:
        raise errors.BallotStepOutOfOrder(last=seen.stands.value, step=_K.COUNTED.value)
    standing = trustees_stand(seen)
    if standing.shares_missing():
        raise errors.BallotPartsMissing(needed=standing.shares_missing())
    return standing


@dataclass(frozen=True, slots=True)
class _Counted:
    """What a count comes to before anything of it is written: the answers, and the archive with what it proves."""

    seen: BallotSeen
    answered: list[dict[str, Any]]
    event: BallotEvent
    archive: bytes
    report: Report


def publish_count(*, by: Acting, work: WorkAsked) -> None:
    """Open, count and publish a ballot. The worker's own verb.

    Raises BallotStepOutOfOrder, BallotPartsMissing, TellersDisagree, SeedNeeded, ChairDecides, CountImpossible,
    ElectionUnproven.
    """
    with inside(by.cooperative_id):
        # What takes long first: nobody waits for the meeting or the ballot meanwhile.
        counted = _counted(by, work)
    with inside(by.cooperative_id):
        meeting = lock(work.meeting_number)
        take_ballot(counted.seen.id)
        if is_open(work):
            end_work(by, work, _write_count(by, meeting, counted, work))


def _counted(by: Acting, work: WorkAsked) -> _Counted:
    meeting = meeting_row(work.meeting_number)
    seen = ballot_of(meeting_id=meeting.id, number=work.ballot_number)
    standing = _require_countable(seen)
    opened = _opened(seen, standing)
    answered = _answered(seen, opened, _agreed(seen), work.seed)
    event = next_event(by, seen.id, Kind.RESULT, [result.write_result(opened)])
    archive = ballot_archive(seen, [event])
    # INV-101: each ballot was checked before it entered the board. Whoever audits checks it again.
    return _Counted(seen, answered, event, archive, verify(archive, proofs_known=True))


def _write_count(by: Acting, meeting: Meeting, counted: _Counted, work: WorkAsked) -> UUID:
    """Write all that a count comes to; by which act."""
    seen = ballot_of(meeting_id=meeting.id, number=work.ballot_number)
    act_id = record_ballot(by, "assembly.count_ballot", seen.id, number=seen.number)
    write_ballot_step(by, seen, _K.COUNTED, act_id)
    head = append_event(by, seen.id, Kind.RESULT, [part.encode() for part in counted.event.parts])
    # INV-115: while a ballot is counted nothing else comes to its board.
    assert head == counted.event.head
    casting_vote = motions.Vote(work.casting_vote) if work.casting_vote else None
    resolution, quorum_present = _resolved(by, meeting, seen, counted.answered, casting_vote)
    uuid = _publish(by, counted)
    on_devices, on_paper = participants_of(ballot_id=seen.id)
    BallotOutcome(
        cooperative_id=by.cooperative_id,
        ballot_id=seen.id,
        answered=counted.answered,
        seed=work.seed,
        on_devices=on_devices,
        on_paper=on_paper,
        quorum_present=quorum_present,
        resolution_id=resolution.id if resolution else None,
        election_id=Election.objects.get(uuid=uuid).id,
        act_id=act_id,
    ).save(force_insert=True)
    return act_id


def _agreed(seen: BallotSeen) -> list[PaperFound]:
    """What two tellers found alike; nothing where no paper was given. Raises TellersDisagree."""
    agreed = agreed_papers(seen)
    if agreed is None:
        tellers = BallotPaperCount.objects.filter(ballot_id=seen.id).values("teller_id").distinct()
        raise errors.TellersDisagree(counts=tellers.count())
    return agreed


def _opened(seen: BallotSeen, standing: Standing) -> Outcome:
    opening = to_open(seen)
    sums, election = last_shuffled(opening, standing), opening.election
    keys = flattened(opening.items)
    given = {
        standing.owner_of(place): read_decryption(
            election, content.encode(), sums, keys[standing.owner_of(place) - 1]
        )
        for place, content in standing.given[BallotPartKind.DECRYPTION].items()
    }
    combined = combine(election.group, opening.items, given, sums)
    return result.open_tally(election, sums, combined, opening.ballots)


def _answered(
    seen: BallotSeen, opened: Outcome, papers: Sequence[PaperFound], seed: str
) -> list[dict[str, Any]]:
    try:
        # INV-119: a candidate who withdrew while votes were taken stays on the ballot, and the rule passes over.
        return kept_answers(seen.questions, opened, papers, seen.language, seed, passed_over(seen.id))
    except LotNeeded as tie:
        raise errors.SeedNeeded from tie


def _resolved(
    by: Acting,
    meeting: Meeting,
    seen: BallotSeen,
    answered: Sequence[dict[str, Any]],
    casting_vote: motions.Vote | None,
) -> tuple[Resolution | None, int]:
    """The resolution on the item, where one is adopted or lost by this, and who was there for the quorum."""
    item = AgendaItem.objects.get(id=seen.item_id)
    present = sum(participants_of(ballot_id=seen.id))
    if Majority(item.majority) not in _BY_YES_AND_NO:
        return None, present
    word_as_moved(item, meeting.id)
    said = terms_at(
        meeting_id=meeting.id,
        majority=Majority(item.majority),
        on=Ballot.objects.get(id=seen.id).terms_on,
        at=seen.closes_at,
    )
    # Its window has no sitting of its own: the last opening is that before it ended.
    quorum_present = counted_for_quorum(
        meeting.id, seen.closes_at, present, at_opening=said.quorum_at_opening
    )
    counted = Counted(said.terms, _votes(seen, answered[0], present), quorum_present, casting_vote)
    try:
        return write_resolution(by=by, meeting=meeting, item=item, counted=counted), quorum_present
    except errors.QuorumMissing:
        # Nothing is decided, and that is what the outcome says.
        return None, quorum_present
    except CastingVoteNeeded as tie:
        raise errors.ChairDecides(yes=counted.votes.yes, no=counted.votes.no) from tie


def _votes(seen: BallotSeen, answer: dict[str, Any], present: int) -> Votes:
    yes, no, abstain = answer["counts"]
    try:
        return Votes(
            yes=yes,
            no=no,
            abstain=abstain,
            present=present,
            entitled=seen.entitled,
            blank=answer["blank"],
            spoilt=answer["spoilt"],
        )
    except FigureImpossible as error:
        raise errors.CountImpossible from error


def _publish(by: Acting, counted: _Counted) -> str:
    row = Ballot.objects.get(id=counted.seen.id)
    texts = {"notice": row.notice, "motions": row.motions}
    return publish_proven(
        by=by,
        titles=counted.seen.names,
        closed_at=counted.seen.closes_at,
        archive=counted.archive,
        documents={kind: Document("text/plain", text.encode()) for kind, text in texts.items()},
        report=counted.report,
    )
