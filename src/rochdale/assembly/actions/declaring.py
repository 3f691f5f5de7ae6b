"""Who is elected: by the count of a vote, by acclamation, or by a verifiable ballot that is published (INV-107)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from django.db import models as database

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, authorise_floor, lock
from rochdale.assembly.actions.closing import quorum_present, refuse_unclosable
from rochdale.assembly.actions.contest import Contest, contest_for, refuse_under_way
from rochdale.assembly.actions.putting import (
    lock_vote,
    record,
    write_step,
)
from rochdale.assembly.models import (
    Ballot,
    BoxBallot,
    ElectedHow,
    ElectionResult,
    ElectionTally,
    Meeting,
    Participation,
    ResultSeat,
    SealedChoice,
    TellersSheet,
    VoteStepKind,
    VoteWay,
)
from rochdale.assembly.queries.ballot_candidates import VotedOn
from rochdale.assembly.queries.by_name import weighed_ballots
from rochdale.assembly.queries.contests import (
    counted_ballots,
    group_of,
    open_seats,
    paper_of,
    published_id,
    standing,
    tellers_agreed,
    transcript_of,
)
from rochdale.assembly.queries.floor import VoteSeen
from rochdale.assembly.queries.meetings import meeting
from rochdale.assembly.queries.nominations import (
    CallSeen,
    SeatUp,
    call_for,
    calls_of,
    election_item,
    nominations_of,
)
from rochdale.assembly.queries.quorum import present_or_voted
from rochdale.assembly.queries.urn import opened_choices
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.voting.boards import Election, How, Terms, elect_group, seat_elected
from rochdale.voting.elections import Sheet
from rochdale.voting.errors import LotNeeded
from rochdale.voting.outcomes import Note, Outcome, Stage


def close_election(*, by: Acting, number: int, vote_number: int, seed: str = "") -> bool:
    """Close an election and count it; whether it is decided, which it is not without its quorum.

    `seed` is what a lot is drawn from, needed only where candidates are equal. Raises NotAllowed, MeetingNotFound,
    VoteNotFound, VoteNotOpen, VoteStillOpen, OtherWay, TellersDisagree, CountImpossible, SeedNeeded.
    """
    with inside(by.cooperative_id):
        authorise_floor(by, number)
        row = lock(number)
        seen = lock_vote(row, vote_number)
        if not seen.is_election:
            raise errors.OtherWay
        refuse_unclosable(by, seen)
        act_id = record(by, "assembly.close_election", seen.id, number=vote_number)
        write_step(by, seen.id, VoteStepKind.CLOSED, act_id)
        _empty_urn(by, seen)
        tally = _write_tally(by, row, seen, act_id)
        if tally.quorum_present < seen.terms.quorum_needed:
            return False
        _decide(by, row, seen, seed.strip(), act_id)
        return True


def _empty_urn(by: Acting, seen: VoteSeen) -> None:
    """Write the ballots anew, by their marks, and remove the sealed ones."""
    BoxBallot.objects.bulk_create(
        BoxBallot(cooperative_id=by.cooperative_id, vote_id=seen.id, mark=mark, ballot=text)
        for mark, text in opened_choices(by.cooperative_id, seen.id)
    )
    SealedChoice.objects.filter(vote_id=seen.id).delete()


def _write_tally(by: Acting, row: Meeting, seen: VoteSeen, act_id: UUID) -> ElectionTally:
    papers = Participation.objects.filter(vote_id=seen.id, way=VoteWay.PAPER).count()
    sheets = TellersSheet.objects.filter(vote_id=seen.id)
    agreed = tellers_agreed(seen.id)
    if agreed is None:
        if papers or sheets.exists():
            raise errors.TellersDisagree(counts=sheets.values("teller_id").distinct().count())
        agreed = Sheet({}, 0)
    if agreed.valid + agreed.blank + agreed.spoilt > papers:
        raise errors.CountImpossible
    box = BoxBallot.objects.filter(vote_id=seen.id)
    counted = box.aggregate(
        all_of_them=database.Count("mark"),
        blank=database.Count("mark", filter=database.Q(ballot="")),
    )
    named = weighed_ballots(seen.id)
    lines, _weight = present_or_voted(meeting_id=row.id, vote_id=seen.id, at=by.at)
    tally = ElectionTally(
        cooperative_id=by.cooperative_id,
        vote_id=seen.id,
        valid=counted["all_of_them"] - counted["blank"] + named.total() - named[""] + agreed.valid,
        blank=counted["blank"] + named[""] + agreed.blank,
        spoilt=agreed.spoilt,
        participants=Participation.objects.filter(vote_id=seen.id).count(),
        quorum_present=quorum_present(row, seen, lines),
        act_id=act_id,
    )
    tally.save(force_insert=True)
    return tally


def _decide(by: Acting, row: Meeting, seen: VoteSeen, seed: str, act_id: UUID) -> None:
    """Count the ballots by the rule of the paper, and write down who is elected to which seat."""
    paper = paper_of(seen.id)
    call = _call_of(row, paper.call_id)
    seats = open_seats(row.id, call, paper.electoral_group)
    group = replace(
        group_of(paper.electoral_group, seats, [each.number for each in paper.candidates]),
        profile=counted_ballots(seen.id, paper.method),
        kind=paper.method.kind,
    )
    elected = _counted(
        lambda: elect_group(
            group, paper.method.rule, seed=seed or None, terms=Terms(call.longest_term_to), acclaims=False
        )
    )
    result = _Result(call, seen.item_id, paper.electoral_group, paper.method.rule, ElectedHow.VOTE, seed)
    by_number = {each.number: each.nomination_id for each in paper.candidates}
    _write_result(by, row, replace(result, vote_id=seen.id), elected, (seats, by_number, act_id))


def _call_of(row: Meeting, call_id: UUID) -> CallSeen:
    return next(each for each in calls_of(row.id) if each.id == call_id)


def _counted(count: Any) -> Election:
    """What a count gives. Raises SeedNeeded where candidates are equal and there is no lot."""
    try:
        found = count()
    except LotNeeded as equal:
        raise errors.SeedNeeded from equal
    assert isinstance(found, Election)
    return found


def declare_elected(*, by: Acting, number: int, code: str, electoral_group: str = "", seed: str = "") -> None:
    """Declare elected by acclamation who stands for a group's seats, where there are seats for all (rule Q-42).

    With nobody the seats stay open. Raises NotAllowed, MeetingNotFound, MeetingNotOpen, BodyNotFound, CallNotFound,
    ElectionItemMissing, NominationsUnchecked, SeatsFilled, VoteNeededForSeats, VoteUnderWay, SeedNeeded.
    """
    with inside(by.cooperative_id):
        authorise(by)
        contest = contest_for(number, code, electoral_group)
        found, seats = len(contest.candidates), len(contest.seats)
        if found > seats or not contest.call.has_acclamation:
            raise errors.VoteNeededForSeats(candidates=found, seats=seats)
        group = group_of(electoral_group, contest.seats, [each.number for each in contest.candidates])
        elected = _counted(
            lambda: elect_group(
                group, contest.call.rule, seed=seed.strip() or None, terms=Terms(contest.call.longest_term_to)
            )
        )
        _declare(by, contest, elected, (ElectedHow.ACCLAMATION, "acclamation", seed.strip()))


def declare_ballot(
    *,
    by: Acting,
    number: int,
    code: str,
    published: str,
    elected: Sequence[int],
    rule: str,
    electoral_group: str = "",
    seed: str = "",
) -> None:
    """Take over who is elected by a verifiable ballot that is published: the numbers of nominations, in order.

    The archive proves the count (INV-81). Raises NotAllowed, MeetingNotFound, BodyNotFound, CallNotFound,
    ElectionItemMissing, ElectionNotFound, SeatsFilled, VoteUnderWay, NominationNotFound, SeedNeeded.
    """
    with inside(by.cooperative_id):
        authorise(by)
        source_id = published_id(published)
        contest = _after_ballot(number, code, electoral_group, published)
        places = {each.number: place for place, each in enumerate(contest.candidates)}
        if len(set(elected)) != len(elected) or not set(elected) <= places.keys():
            raise errors.NominationNotFound
        names = tuple(str(each.number) for each in contest.candidates)
        chosen = tuple(places[each] for each in elected)[: len(contest.seats)]
        outcome = Outcome(rule, names, chosen, (Stage(Note("ballot.archive", {"uuid": published})),))
        group = group_of(electoral_group, contest.seats, [int(name) for name in names])
        found = _counted(
            lambda: seat_elected(
                group, outcome, How.VOTE, seed=seed.strip() or None, terms=Terms(contest.call.longest_term_to)
            )
        )
        _declare(by, contest, found, (ElectedHow.BALLOT, rule, seed.strip()), election_id=source_id)


def _after_ballot(number: int, code: str, electoral_group: str, published: str) -> Contest:
    """As `_contest`, also once the meeting is closed: the window of a ballot may end days later (rule Q-36).

    Where a ballot of the meeting is on the seats, its own result is taken over and no other (INV-119).
    """
    row, seen = lock(number), meeting(number)
    call, item = call_for(row.id, code), election_item(seen, code)
    seats = open_seats(row.id, call, electoral_group)
    if not seats:
        raise errors.SeatsFilled
    is_own = Ballot.objects.filter(meeting_id=row.id, uuid=published).exists()
    refuse_under_way(row.id, call, electoral_group, but_for=VotedOn.COUNTED if is_own else None)
    candidates = standing(row.id, call, nominations_of(row.id, call.body.id), electoral_group)
    return Contest(row, seen, call, item, electoral_group, seats, candidates)


@dataclass(frozen=True, slots=True)
class _Result:
    """What a result says besides its seats."""

    call: CallSeen
    item_id: UUID
    electoral_group: str
    rule: str
    how: ElectedHow
    seed: str
    vote_id: UUID | None = None
    election_id: UUID | None = None


def _declare(
    by: Acting,
    contest: Contest,
    elected: Election,
    told: tuple[ElectedHow, str, str],
    election_id: UUID | None = None,
) -> None:
    how, rule, seed = told
    result = _Result(
        contest.call, contest.item.id, contest.electoral_group, rule, how, seed, election_id=election_id
    )
    facts = {"meeting": contest.meeting.number, "body": contest.call.body.code, "how": how.value}
    version = cooperatives.bylaw_version(by.on)
    deed = audit.Deed("assembly.declare_elected", "nomination_call", contest.call.id, version, facts)
    by_number = {each.number: each.id for each in contest.candidates}
    _write_result(
        by, contest.meeting, result, elected, (contest.seats, by_number, audit.record(by=by, deed=deed))
    )


def _write_result(
    by: Acting,
    row: Meeting,
    result: _Result,
    elected: Election,
    given: tuple[Sequence[SeatUp], dict[int, UUID], UUID],
) -> None:
    seats, by_number, act_id = given
    own = {"meeting_id": row.id, "body_id": result.call.body.id, "electoral_group": result.electoral_group}
    id_ = new_id(by.at)
    ElectionResult(
        id=id_,
        cooperative_id=by.cooperative_id,
        **own,
        call_id=result.call.id,
        item_id=result.item_id,
        place=ElectionResult.objects.filter(**own).count() + 1,
        how=result.how,
        vote_id=result.vote_id,
        election_id=result.election_id,
        rule=result.rule,
        seats_stated=len(seats),
        # One that no lot was drawn from says nothing.
        seed=result.seed if elected.outcome.lots else "",
        transcript=transcript_of(elected.outcome, result.rule),
        on_date=by.on,
        at=by.at,
        act_id=act_id,
    ).save(force_insert=True)
    held = {each.seat.name: each.candidate for each in elected.filled}
    ResultSeat.objects.bulk_create(
        ResultSeat(
            cooperative_id=by.cooperative_id,
            result_id=id_,
            seat_id=seat.seat_id,
            nomination_id=by_number[int(candidate)] if (candidate := held[str(seat.place)]) else None,
            until_on=seat.until_on,
        )
        for seat in seats
    )
