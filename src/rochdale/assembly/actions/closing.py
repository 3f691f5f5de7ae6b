"""Counting: tellers count hands and papers, and closing a vote counts it and writes the resolution (INV-99)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise_floor, lock, meeting_row
from rochdale.assembly.actions.putting import lock_vote, record, write_step
from rochdale.assembly.actions.resolutions import Counted, write_resolution
from rochdale.assembly.models import (
    AgendaItem,
    BoxChoice,
    Choice,
    FloorRole,
    Meeting,
    OpenChoice,
    Participation,
    Resolution,
    RollLine,
    SealedChoice,
    TellersCount,
    Vote,
    VoteMethod,
    VoteMotion,
    VoteOutcome,
    VoteStepKind,
    VoteWay,
)
from rochdale.assembly.queries.amended_effects import word_as_moved
from rochdale.assembly.queries.floor import VoteSeen, named, vote_of
from rochdale.assembly.queries.quorum import counted_for_quorum, present_or_voted
from rochdale.assembly.queries.urn import opened_choices
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take
from rochdale.voting import motions
from rochdale.voting.errors import CastingVoteNeeded, FigureImpossible
from rochdale.voting.motions import Basis, Quorum, Terms, Threshold, Votes


@dataclass(frozen=True, slots=True)
class Tally:
    """What somebody counted, of hands or of papers."""

    yes: int
    no: int
    abstain: int
    blank: int = 0
    spoilt: int = 0


def enter_count(*, by: Acting, number: int, vote_number: int, tally: Tally) -> None:
    """A teller writes down what he or she counted; a later count takes the place of an earlier one.

    Raises MeetingNotFound, VoteNotFound, NotTeller, VoteNotOpen, OtherWay.
    """
    assert by.person_id is not None
    with inside(by.cooperative_id):
        meeting = meeting_row(number)
        seen = vote_of(meeting_id=meeting.id, number=vote_number)
        if FloorRole.TELLER not in named(meeting_id=meeting.id, person_id=by.person_id):
            raise errors.NotTeller
        if seen.stands is not VoteStepKind.PUT:
            raise errors.VoteNotOpen(opens_at=seen.opens_at)
        if seen.is_election or seen.method not in {VoteMethod.HANDS, VoteMethod.SECRET}:
            raise errors.OtherWay
        TellersCount(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            vote_id=seen.id,
            teller_id=by.person_id,
            place=_next_place(seen, by.person_id),
            yes=tally.yes,
            no=tally.no,
            abstain=tally.abstain,
            blank=tally.blank,
            spoilt=tally.spoilt,
            at=by.at,
            act_id=record(by, "assembly.enter_count", seen.id),
        ).save(force_insert=True)


def _next_place(seen: VoteSeen, teller_id: UUID) -> int:
    # One teller's counts one after the other, also from two devices.
    take(f"{seen.id}{teller_id}", invariant=99)
    return TellersCount.objects.filter(vote_id=seen.id, teller_id=teller_id).count() + 1


def close_vote(
    *, by: Acting, number: int, vote_number: int, casting_vote: motions.Vote | None = None
) -> int | None:
    """Close a vote and count it; the number of its resolution, None where the quorum was missing.

    A vote with a window closes when the window has run out. Raises NotAllowed, MeetingNotFound, VoteNotFound,
    VoteNotOpen, VoteStillOpen, TellersDisagree, CountImpossible, ChairDecides.
    """
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        meeting = lock(number)
        seen = lock_vote(meeting, vote_number)
        if seen.is_election:
            raise errors.OtherWay
        refuse_unclosable(by, seen)
        act_id = record(by, "assembly.close_vote", seen.id, number=vote_number)
        write_step(by, seen.id, VoteStepKind.CLOSED, act_id)
        _empty_urn(by, seen)
        counted = _counted(by, meeting, seen, casting_vote)
        resolution = _resolved(by, meeting, seen, counted)
        _write_outcome(by, seen, counted, resolution, act_id)
        return resolution.number if resolution else None


def refuse_unclosable(by: Acting, seen: VoteSeen) -> None:
    """A vote is closed once, and one with a window when it has run out. Raises VoteNotOpen, VoteStillOpen."""
    if seen.stands is not VoteStepKind.PUT or by.at < seen.opens_at:
        raise errors.VoteNotOpen(opens_at=seen.opens_at)
    if seen.closes_at is not None and by.at < seen.closes_at:
        raise errors.VoteStillOpen(closes_at=seen.closes_at)


def _empty_urn(by: Acting, seen: VoteSeen) -> None:
    """Write the choices of a secret vote anew, by their marks, and remove the sealed ones."""
    if seen.method is not VoteMethod.SECRET:
        return
    BoxChoice.objects.bulk_create(
        BoxChoice(cooperative_id=by.cooperative_id, vote_id=seen.id, mark=mark, choice=choice)
        for mark, choice in opened_choices(by.cooperative_id, seen.id)
    )
    SealedChoice.objects.filter(vote_id=seen.id).delete()


def _counted(by: Acting, meeting: Meeting, seen: VoteSeen, casting_vote: motions.Vote | None) -> Counted:
    own = Vote.objects.get(id=seen.id)
    lines, present = present_or_voted(meeting_id=meeting.id, vote_id=seen.id, at=by.at)
    by_tellers = _agreed(seen)
    chosen = _chosen(seen)
    try:
        votes = Votes(
            yes=chosen[Choice.YES] + by_tellers.yes,
            no=chosen[Choice.NO] + by_tellers.no,
            abstain=chosen[Choice.ABSTAIN] + by_tellers.abstain,
            present=present,
            entitled=own.entitled,
            blank=by_tellers.blank,
            spoilt=by_tellers.spoilt,
        )
    except FigureImpossible as error:
        raise errors.CountImpossible from error
    return Counted(_terms(own), votes, quorum_present(meeting, seen, lines), casting_vote)


def _terms(own: Vote) -> Terms:
    threshold = Threshold(
        Fraction(own.part_numerator, own.part_denominator), Basis(own.basis), exceeded=own.is_exceeded
    )
    return Terms(threshold, Quorum(persons=own.quorum_needed), casting_vote=own.has_casting_vote)


def _chosen(seen: VoteSeen) -> Counter[str]:
    """How many chose what on devices, or aloud; whose choice is known counts with the weight of the line (I-6)."""
    chosen = Counter(BoxChoice.objects.filter(vote_id=seen.id).values_list("choice", flat=True))
    spoken = dict(OpenChoice.objects.filter(vote_id=seen.id).values_list("line_id", "choice"))
    for line_id, weight in RollLine.objects.filter(id__in=spoken).values_list("id", "weight"):
        chosen[spoken[line_id]] += weight
    return chosen


def _agreed(seen: VoteSeen) -> Tally:
    """What two tellers counted alike; nothing where there was nothing for them to count."""
    counts: dict[UUID, Tally] = {}
    for row in TellersCount.objects.filter(vote_id=seen.id).order_by("place"):
        counts[row.teller_id] = Tally(row.yes, row.no, row.abstain, row.blank, row.spoilt)
    papers = Participation.objects.filter(vote_id=seen.id, way=VoteWay.PAPER).count()
    is_for_tellers = seen.method is VoteMethod.HANDS or papers > 0
    if not is_for_tellers and not counts:
        return Tally(0, 0, 0)
    tally, alike = Counter(counts.values()).most_common(1)[0] if counts else (Tally(0, 0, 0), 0)
    if alike < 2:  # noqa: PLR2004  # two tellers: the rule itself
        raise errors.TellersDisagree(counts=len(counts))
    if seen.method is VoteMethod.SECRET and _papers_in(tally) > papers:
        raise errors.CountImpossible
    return tally


def _papers_in(tally: Tally) -> int:
    return tally.yes + tally.no + tally.abstain + tally.blank + tally.spoilt


def quorum_present(meeting: Meeting, seen: VoteSeen, lines: int) -> int:
    """Who counts for the quorum of a vote: so many lines now, or who was at the last opening before it was put."""
    return counted_for_quorum(meeting.id, seen.put_at, lines, at_opening=seen.terms.quorum_at_opening)


def as_put(meeting: Meeting, own: Vote) -> tuple[AgendaItem, bool]:
    """The item in the words that were put, and whether the vote is on a motion under it and not on itself.

    What an amended item sets going is what was said of the amended words, or else nothing (INV-121).
    """
    item = AgendaItem.objects.get(id=own.item_id)
    of_motion = VoteMotion.objects.filter(vote_id=own.id).exists()
    if of_motion:
        item.effect, item.effect_facts = "", {}
    else:
        word_as_moved(item, meeting.id, own.texts)
    item.titles, item.texts, item.majority = own.titles, own.texts, own.majority
    return item, of_motion


def _resolved(by: Acting, meeting: Meeting, seen: VoteSeen, counted: Counted) -> Resolution | None:
    item, moved = as_put(meeting, Vote.objects.get(id=seen.id))
    try:
        return write_resolution(by=by, meeting=meeting, item=item, counted=counted, of_motion=moved)
    except errors.QuorumMissing:
        # Nothing is decided, and that is what the outcome says.
        return None
    except CastingVoteNeeded as tie:
        raise errors.ChairDecides(yes=counted.votes.yes, no=counted.votes.no) from tie


def _write_outcome(
    by: Acting, seen: VoteSeen, counted: Counted, resolution: Resolution | None, act_id: UUID
) -> None:
    votes = counted.votes
    VoteOutcome(
        cooperative_id=by.cooperative_id,
        vote_id=seen.id,
        yes=votes.yes,
        no=votes.no,
        abstain=votes.abstain,
        blank=votes.blank,
        spoilt=votes.spoilt,
        participants=Participation.objects.filter(vote_id=seen.id).count(),
        present=votes.present,
        quorum_present=counted.quorum_present,
        resolution_id=resolution.id if resolution else None,
        act_id=act_id,
    ).save(force_insert=True)
