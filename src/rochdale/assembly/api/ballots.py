"""Verifiable ballots for programs: running one, keeping a key, voting, counting papers, and the public board."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Final

from django.http import HttpRequest, HttpResponse

from rochdale.assembly import actions, errors
from rochdale.assembly.api.ballot_schemas import (
    AnsweredTold,
    BallotNumber,
    BallotPaperFor,
    BallotRun,
    BallotsTold,
    BallotTold,
    Board,
    CastingBallot,
    CodesMade,
    CountBegun,
    CountingBallot,
    EventTold,
    GivingUp,
    Head,
    LotTold,
    PapersFound,
    QuestionAsked,
    SettingUp,
    TrackerTold,
)
from rochdale.assembly.api.ballot_trustees import refusal_told, trustees_told, work_told
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.errors.ballots import OrdersTooMany
from rochdale.assembly.queries import ballot_board, ballot_results, ballots
from rochdale.assembly.queries.ballot_candidates import withdrawn_from
from rochdale.assembly.queries.ballot_count import PaperFound
from rochdale.assembly.queries.ballot_results import BallotAnswered
from rochdale.assembly.queries.balloting import Asked, AskedKind, BallotDraft, TrusteeDraft
from rochdale.assembly.queries.ballots import BallotSeen, trustees_stand
from rochdale.assembly.queries.floor import desk_lines
from rochdale.assembly.views.ballot_voter import with_code
from rochdale.assembly.views.ballots import motion_of
from rochdale.assembly.views.elections import ARCHIVE_TYPE
from rochdale.assembly.views.finding import called_meeting, meeting_asked
from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, members_only, open_to_all, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.membership import queries as membership
from rochdale.membership.errors import MemberNotFound
from rochdale.voting import motions
from rochdale.voting.outcomes import Outcome
from rochdale.voting.verifiable.tracking import number_of
from rochdale.web.api import Done

_RUN: Final[tuple[type[Refusal], ...]] = (
    NotAllowed,
    errors.MeetingNotFound,
    errors.BallotNotFound,
    errors.BallotStepOutOfOrder,
)
_OVER: Final = {"counted", "given_up"}
_BALLOT: Final = "meetings/{int:number}/ballots/{int:ballot}"


@ROUTES.question("meetings/{int:number}/ballots", BallotsTold, refuses=(errors.MeetingNotFound,))
@insiders_only
def meeting_ballots(request: HttpRequest, number: int) -> BallotsTold:  # as routes call it
    """The verifiable ballots of a meeting."""
    found = ballots.ballots_of(meeting_id=called_meeting(number).id)
    return BallotsTold(items=[BallotTold(**_told(each)) for each in found])


@ROUTES.question(_BALLOT, BallotRun, refuses=(errors.MeetingNotFound, errors.BallotNotFound))
@requires(Permission.RUN_MEETINGS)
def ballot_run(request: HttpRequest, number: int, ballot: int) -> BallotRun:  # as routes call it
    """A ballot for who runs it: where it stands, and who of its trustees is awaited."""
    seen = ballots.ballot_of(meeting_id=meeting_asked(number).id, number=ballot)
    standing = trustees_stand(seen)
    return BallotRun(
        **_told(seen),
        trustees=trustees_told(seen, standing),
        keys_missing=standing.keys_missing,
        shuffles_missing=standing.shuffles_missing if seen.ranks else 0,
        shares_missing=standing.shares_missing(),
        can_open=standing.can_open,
        working=work_told(seen),
        refusal=None if seen.stands.value in _OVER else refusal_told(seen),
    )


@ROUTES.verb(
    "meetings/{int:number}/ballots",
    BallotNumber,
    refuses=(
        NotAllowed,
        errors.MeetingNotFound,
        errors.MeetingNotOpen,
        errors.AgendaItemNotFound,
        errors.NothingToVote,
        errors.RollNotFrozen,
        errors.WeightsNeedNames,
        errors.VoteUnderWay,
        errors.ResolutionFound,
        errors.WindowImpossible,
        errors.BallotFaulty,
        OrdersTooMany,
        errors.AmendmentsWait,
        errors.MotionNotOpen,
        errors.MeetingMinuted,
    ),
    status=HTTPStatus.CREATED,
)
@requires(Permission.RUN_MEETINGS)
def set_up_ballot(request: HttpRequest, number: int, asked: SettingUp) -> BallotNumber:
    """Prepare a ballot on an item, and write to its trustees."""
    seen = meeting_asked(number)
    item = seen.item(asked.place)
    draft = BallotDraft(
        names=asked.names,
        descriptions=asked.descriptions,
        questions=(
            *motion_of(seen, item, tuple(asked.names)),
            *(_question(each) for each in asked.questions),
        ),
        opens_at=asked.opens_at,
        closes_at=asked.closes_at,
        trustees=tuple(
            TrusteeDraft(each.name, each.email, each.language, None, each.is_mandatory)
            for each in asked.trustees
        ),
        threshold=asked.threshold,
    )
    made = actions.set_up_ballot(by=_by(request), number=number, place=asked.place, draft=draft)
    return BallotNumber(number=made)


@ROUTES.verb(f"{_BALLOT}/codes", CodesMade, refuses=_RUN)
@requires(Permission.RUN_MEETINGS)
def make_codes(request: HttpRequest, number: int, ballot: int) -> CodesMade:
    """Make the voting codes, each into a letter; they are told to nobody else."""
    return CodesMade(codes=actions.make_codes(by=_by(request), number=number, ballot=ballot))


@ROUTES.verb(
    f"{_BALLOT}/opening",
    Head,
    refuses=(
        *_RUN,
        errors.BallotPartsMissing,
        errors.WindowImpossible,
        errors.MeetingNotOpen,
        errors.CandidatesChanged,
    ),
)
@requires(Permission.RUN_MEETINGS)
def open_ballot(request: HttpRequest, number: int, ballot: int) -> Head:
    """Put the set-up on the board; votes are taken in the window of the ballot."""
    return Head(head=actions.open_ballot(by=_by(request), number=number, ballot=ballot))


@ROUTES.verb(f"{_BALLOT}/closing", Head, refuses=(*_RUN, errors.VoteStillOpen))
@requires(Permission.RUN_MEETINGS)
def close_ballot(request: HttpRequest, number: int, ballot: int) -> Head:
    """End a ballot whose window has run out."""
    return Head(head=actions.close_ballot(by=_by(request), number=number, ballot=ballot))


@ROUTES.verb(f"{_BALLOT}/shuffled", Head, refuses=(*_RUN, errors.BallotPartsMissing, errors.BallotWorkWaits))
@requires(Permission.RUN_MEETINGS)
def end_shuffles(request: HttpRequest, number: int, ballot: int) -> Head:
    """End the shuffles of orders."""
    return Head(head=actions.end_shuffles(by=_by(request), number=number, ballot=ballot))


@ROUTES.verb(
    f"{_BALLOT}/count",
    CountBegun,
    refuses=(*_RUN, errors.BallotPartsMissing, errors.TellersDisagree, errors.BallotWorkWaits),
    status=HTTPStatus.ACCEPTED,
)
@requires(Permission.RUN_MEETINGS)
def count_ballot(request: HttpRequest, number: int, ballot: int, asked: CountingBallot) -> CountBegun:
    """Have the result opened, counted by the rules that were announced, and published with what proves it.

    It takes its time; the question about the ballot tells what came of it.
    """
    since = actions.count_ballot(
        by=_by(request),
        number=number,
        ballot=ballot,
        seed=asked.seed,
        casting_vote=motions.Vote(asked.casting_vote) if asked.casting_vote else None,
    )
    seen = ballots.ballot_of(meeting_id=meeting_asked(number).id, number=ballot)
    return CountBegun(uuid=seen.uuid, since=since)


@ROUTES.verb(f"{_BALLOT}/giving-up", Done, refuses=_RUN)
@requires(Permission.RUN_MEETINGS)
def give_up_ballot(request: HttpRequest, number: int, ballot: int, asked: GivingUp) -> Done:
    """Give a ballot up before its count."""
    actions.give_up_ballot(by=_by(request), number=number, ballot=ballot, words=asked.words)
    return Done()


@ROUTES.verb(
    f"{_BALLOT}/papers",
    Done,
    refuses=(*_RUN, errors.VoteNotOpen, errors.NotOnRoll, errors.AlreadyVoted, MemberNotFound),
)
@requires(Permission.RUN_MEETINGS)
def give_ballot_paper(request: HttpRequest, number: int, ballot: int, asked: BallotPaperFor) -> Done:
    """Write down that a member was given a paper, and votes in no other way."""
    lines = desk_lines(meeting_id=meeting_asked(number).id, numbers=[asked.member_number])
    line = lines.get(asked.member_number)
    known = line.voter_id if line else None
    voter_id = known or membership.member(number=asked.member_number).person_id
    actions.give_ballot_paper(
        by=_by(request), number=number, ballot=ballot, voter_id=voter_id, is_assisted=asked.is_assisted
    )
    return Done()


@ROUTES.verb(
    f"{_BALLOT}/papers/counts",
    Done,
    body_bytes_max=2 * 1024 * 1024,
    refuses=(
        errors.MeetingNotFound,
        errors.BallotNotFound,
        errors.NotTeller,
        errors.BallotStepOutOfOrder,
        errors.CountImpossible,
        errors.BallotWorkWaits,
    ),
)
@members_only
def count_papers(request: HttpRequest, number: int, ballot: int, asked: PapersFound) -> Done:
    """Write down, as a teller, what was on the papers."""
    visit = visit_of(request)
    visit.require_self()
    found = [
        PaperFound(
            tuple(each.counts), tuple(tuple(ranks) for ranks in each.rankings), each.blank, each.spoilt
        )
        for each in asked.questions
    ]
    actions.enter_paper_count(by=visit.acting(), number=number, ballot=ballot, found=found)
    return Done()


@ROUTES.verb(
    f"{_BALLOT}/trustees/{{int:place}}/lost",
    Done,
    refuses=(*_RUN, errors.TrusteeUnknown, errors.PartOutOfTurn),
)
@requires(Permission.RUN_MEETINGS)
def note_key_lost(request: HttpRequest, number: int, ballot: int, place: int) -> Done:
    """Write down that a trustee's key is lost."""
    actions.note_key_lost(by=_by(request), number=number, ballot=ballot, place=place)
    return Done()


@ROUTES.question("ballots/{slug:uuid}", Board, refuses=(errors.BallotNotFound,))
@open_to_all
def board_of_ballot(request: HttpRequest, uuid: str) -> Board:  # as routes call it
    """The board of a ballot: heads and tracking numbers, and no names."""
    seen = _public(uuid)
    result = ballot_results.ballot_result(seen)
    outcomes = result.outcomes() if result else []
    return Board(
        uuid=uuid,
        names=dict(seen.names),
        stands=seen.stands.value,
        opens_at=seen.opens_at,
        closes_at=seen.closes_at,
        entitled=seen.entitled,
        withdrew=withdrawn_from(seen),
        events=[
            EventTold(
                height=line.height,
                kind=line.kind.value,
                head=line.head,
                tracker=line.tracker,
                counts=line.counts,
            )
            for line in ballot_board.board_of_ballot(ballot_id=seen.id)
        ],
        answered=[
            _answered(each, outcome)
            for each, outcome in zip(result.answered if result else (), outcomes, strict=True)
        ],
        seed=ballot_results.seed_drawn(result.seed, outcomes) if result else "",
    )


def _answered(each: BallotAnswered, outcome: Outcome | None) -> AnsweredTold:
    lots = outcome.lots if outcome else ()
    return AnsweredTold(
        counts=list(each.counts),
        blank=each.blank,
        spoilt=each.spoilt,
        orders=len(each.rankings),
        elected=list(each.elected),
        withdrawn=list(each.withdrawn),
        lots=[LotTold(occasion=lot.occasion, drawn=list(lot.drawn)) for lot in lots],
    )


@ROUTES.question("ballots/{slug:uuid}/archive", None, refuses=(errors.BallotNotFound,), media=(ARCHIVE_TYPE,))
@open_to_all
def ballot_archive(request: HttpRequest, uuid: str) -> HttpResponse:  # as routes call it
    """The archive of a ballot as far as it has come: a trustee's program works on it, and anybody's verifies it."""
    return HttpResponse(ballot_board.ballot_archive(_public(uuid)), content_type=ARCHIVE_TYPE)


# Not kept: an answer under a key would tie what was cast to who asked.
@ROUTES.verb(
    "ballots/{slug:uuid}/cast",
    TrackerTold,
    refuses=(errors.BallotNotFound, errors.VoteNotOpen, errors.BallotRefused, errors.AlreadyVoted),
    is_kept=False,
    body_bytes_max=1024 * 1024,
)
@open_to_all
def cast_ballot(request: HttpRequest, uuid: str, asked: CastingBallot) -> TrackerTold:
    """Put a ballot on the board; the voting code that signs it is all that is asked. Sent twice it counts once."""
    seen = _public(uuid)
    tracker = actions.cast_ballot(
        by=with_code(visit_of(request)), uuid=seen.uuid, content=asked.ballot.encode()
    )
    return TrackerTold(tracker=tracker, number=number_of(tracker))


def _public(uuid: str) -> BallotSeen:
    """A ballot whose board is for everybody. Raises BallotNotFound."""
    seen = ballots.ballot_named(uuid=uuid)
    if not seen.is_public:
        raise errors.BallotNotFound
    return seen


def _by(request: HttpRequest) -> Acting:
    return visit_of(request).acting(Permission.RUN_MEETINGS)


def _question(each: QuestionAsked) -> Asked:
    return Asked(
        kind=AskedKind(each.kind),
        texts=each.texts,
        answers=tuple(each.answers),
        least=each.least,
        most=each.most,
        blank=each.blank,
        rule=each.rule,
        seats=each.seats,
    )


def _told(seen: BallotSeen) -> dict[str, Any]:
    on_devices, on_paper = ballots.participants_of(ballot_id=seen.id)
    return {
        "number": seen.number,
        "uuid": seen.uuid,
        "names": dict(seen.names),
        "opens_at": seen.opens_at,
        "closes_at": seen.closes_at,
        "stands": seen.stands.value,
        "entitled": seen.entitled,
        "voted": on_devices,
        "papers": on_paper,
    }
