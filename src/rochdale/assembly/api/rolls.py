"""The roll of a meeting for programs: its counts and lines, the own line, challenges, corrections, the freeze."""

from __future__ import annotations

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from ninja import Query

from rochdale.assembly import actions, errors, queries
from rochdale.assembly.api.roll_schemas import (
    AnswerAsked,
    ChallengeAsked,
    ChallengeMade,
    ChallengesTold,
    ChallengeTold,
    CorrectionAsked,
    DrawAsked,
    Drawing,
    FrozenTold,
    HashTold,
    LinesAsked,
    LinesTold,
    LineTold,
    MyRoll,
    RollListAsked,
    RollTold,
    VoterListed,
    VotersListed,
)
from rochdale.assembly.api.routes import ROUTES
from rochdale.assembly.errors.rolls import DelegatesMissing
from rochdale.assembly.queries import ChallengeSeen, FrozenRoll, RollLineSeen
from rochdale.assembly.views.roll_lists import roll_extract
from rochdale.cooperatives.errors import NotAllowed, OwnMatter
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import insiders_only, requires, visit_of
from rochdale.kernel.errors import Refusal
from rochdale.membership.errors import ListTooLong, PurposeMissing, WordsMissing
from rochdale.membership.queries import ListKind
from rochdale.membership.views.extracts import require_paper
from rochdale.membership.views.lists import HandedOut, hand_out, record_handing_out
from rochdale.voting.rolls import Reason
from rochdale.web.api import CSV, JSON, PDF, Cursors, Done, Nothing

_LINES = Cursors("roll of a meeting")
_TEXT = "text/plain"
_FINDING: tuple[type[Refusal], ...] = (errors.MeetingNotFound, errors.RollNotDrawn)
_CHANGING: tuple[type[Refusal], ...] = (*_FINDING, NotAllowed, errors.RollFrozen)
_CORRECTING: tuple[type[Refusal], ...] = (
    *_CHANGING,
    OwnMatter,
    WordsMissing,
    errors.CorrectionPointless,
    errors.VoterMissing,
)
_RUNNING = (Permission.RUN_MEETINGS, Permission.VIEW_AUDIT)


@ROUTES.question("meetings/{int:number}/roll", RollTold, refuses=_FINDING)
@requires(*_RUNNING)
def roll(request: HttpRequest, number: int) -> RollTold:
    """How many may vote in a meeting, and why how many may not."""
    seen = queries.roll(number)
    counts = queries.roll_counts(seen.id)
    return RollTold(
        version=seen.version,
        record_date=seen.record_date,
        held_on=seen.held_on,
        challenged_until=seen.challenged_until,
        drawn_at=seen.drawn_at,
        bylaw_version=seen.bylaw_version,
        lines=counts.lines,
        entitled=counts.entitled,
        votes=counts.votes,
        by_reason={reason.value: lines for reason, lines in counts.by_reason.items()},
        corrected=counts.corrected,
        waiting=counts.waiting,
        frozen=_frozen(seen.frozen),
    )


def _frozen(frozen: FrozenRoll | None) -> FrozenTold | None:
    if frozen is None:
        return None
    return FrozenTold(
        hash=frozen.hash,
        entitled=frozen.entitled,
        frozen_on=frozen.frozen_on,
        frozen_at=frozen.frozen_at,
    )


@ROUTES.question("meetings/{int:number}/roll/lines", LinesTold, refuses=_FINDING)
@requires(*_RUNNING)
def roll_lines(request: HttpRequest, number: int, asked: Query[LinesAsked]) -> LinesTold:
    """The lines of a roll by member number, page by page."""
    whose = visit_of(request).cooperative.id
    place = _LINES.read(whose, asked.after)
    found = queries.roll_lines(
        queries.roll(number).id,
        reason=Reason(asked.reason) if asked.reason and asked.reason != "entitled" else None,
        entitled=asked.reason == "entitled",
        after=place[0] if place else 0,
        limit=asked.limit,
    )
    following = None if found.next_after is None else [found.next_after]
    return LinesTold(
        items=[_line(each) for each in found.lines], next_cursor=_LINES.written(whose, following)
    )


def _line(line: RollLineSeen) -> LineTold:
    return LineTold(
        number=line.number,
        person_id=line.person_id,
        voter_id=line.voter_id,
        votes=line.votes,
        reasons=[reason.value for reason in line.reasons],
        drawn=[reason.value for reason in line.drawn],
        members_counted=line.members_counted,
        mandate_id=line.mandate_id,
    )


@ROUTES.question("meetings/{int:number}/roll/text", None, refuses=_FINDING, media=(_TEXT,))
@requires(*_RUNNING)
def roll_text(request: HttpRequest, number: int) -> HttpResponse:
    """The text of a roll, of which the published hash is the SHA-256: numbers, votes and reasons, no name."""
    text = queries.roll_text(queries.roll(number), cooperative_id=visit_of(request).cooperative.id)
    return HttpResponse(text, content_type=f"{_TEXT}; charset=utf-8")


@ROUTES.question("meetings/{int:number}/roll/challenges", ChallengesTold, refuses=_FINDING)
@requires(*_RUNNING)
def roll_challenges(request: HttpRequest, number: int) -> ChallengesTold:
    """What members said against lines, with the answers."""
    return ChallengesTold(items=[_challenge(each) for each in queries.challenges(queries.roll(number).id)])


def _challenge(each: ChallengeSeen) -> ChallengeTold:
    return ChallengeTold(
        challenge=each.place,
        member_number=each.member_number,
        words=each.words,
        on_date=each.on_date,
        is_upheld=each.is_upheld,
        answer=each.answer_words,
        answered_on=each.answered_on,
    )


@ROUTES.question("meetings/{int:number}/roll/mine", MyRoll, refuses=_FINDING)
@insiders_only
def my_roll(request: HttpRequest, number: int) -> MyRoll:
    """Whether who asks may vote in a meeting, and if not, every reason."""
    own_id = visit_of(request).require_self()
    seen = queries.roll(number)
    return MyRoll(
        record_date=seen.record_date,
        held_on=seen.held_on,
        challenged_until=seen.challenged_until,
        lines=[_line(each) for each in queries.lines_of_person(seen.id, person_id=own_id)],
        challenges=[_challenge(each) for each in queries.challenges(seen.id, challenger_id=own_id)],
        frozen=_frozen(seen.frozen),
    )


@ROUTES.verb(
    "meetings/{int:number}/roll/draw",
    Drawing,
    refuses=(
        *_CHANGING,
        errors.RollNotNeeded,
        errors.RollTooLate,
        errors.RecordDateAhead,
        errors.RollContested,
        DelegatesMissing,
    ),
)
@requires(Permission.RUN_MEETINGS)
def draw_roll(request: HttpRequest, number: int, asked: DrawAsked) -> Drawing:
    """Draw the roll of a meeting from the register of its record date."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    counted = {each.number: each.members for each in asked.counted}
    return Drawing(version=actions.draw_roll(by=by, number=number, counted=counted))


@ROUTES.verb(
    "meetings/{int:number}/roll/mine/challenges",
    ChallengeMade,
    refuses=(
        *_CHANGING,
        WordsMissing,
        errors.RollLineNotFound,
        errors.NotOnThisRoll,
        errors.ChallengeTooLate,
        errors.ChallengePointless,
        errors.ChallengeWaiting,
    ),
    status=HTTPStatus.CREATED,
)
@insiders_only
def challenge_roll(request: HttpRequest, number: int, asked: ChallengeAsked) -> ChallengeMade:
    """Say that one is wrongly without a vote, or that another member wrongly has one."""
    visit = visit_of(request)
    visit.require_self()
    place = actions.challenge_line(
        by=visit.acting_for_oneself(),
        number=number,
        member_number=asked.member_number,
        words=asked.words,
    )
    return ChallengeMade(challenge=place)


@ROUTES.verb(
    "meetings/{int:number}/roll/challenges/{int:challenge}/answer",
    Done,
    refuses=(*_CORRECTING, errors.ChallengeNotFound, errors.ChallengeAnswered),
)
@requires(Permission.RUN_MEETINGS)
def answer_challenge(request: HttpRequest, number: int, challenge: int, asked: AnswerAsked) -> Done:
    """Answer a challenge; one that is upheld corrects the line."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    actions.answer_challenge(by=by, number=number, challenge=challenge, **dict(asked))
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/roll/lines/{int:member_number}/correction",
    Done,
    refuses=(*_CORRECTING, errors.RollLineNotFound),
)
@requires(Permission.RUN_MEETINGS)
def correct_roll(request: HttpRequest, number: int, member_number: int, asked: CorrectionAsked) -> Done:
    """Correct what the roll says of a member; what was drawn stands beside it."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    actions.correct_line(by=by, number=number, member_number=member_number, **dict(asked))
    return Done()


@ROUTES.verb(
    "meetings/{int:number}/roll/freeze",
    HashTold,
    refuses=(*_CHANGING, errors.RollOutOfDate, errors.RollStillOpen, errors.ChallengesWaiting),
)
@requires(Permission.RUN_MEETINGS)
def freeze_roll(request: HttpRequest, number: int, asked: Nothing) -> HashTold:
    """Close the roll of a meeting for good, and publish its hash."""
    by = visit_of(request).acting(Permission.RUN_MEETINGS)
    return HashTold(hash=actions.freeze_roll(by=by, number=number))


@ROUTES.verb(
    "meetings/{int:number}/roll/list",
    VotersListed,
    refuses=(*_FINDING, NotAllowed, PurposeMissing, ListTooLong),
    media=(JSON, CSV, PDF),
    is_kept=False,
)
@requires(Permission.RUN_MEETINGS)
def hand_out_roll(request: HttpRequest, number: int, asked: RollListAsked) -> VotersListed | HttpResponse:
    """Hand out who may vote in a meeting, by name (rule Q-39)."""
    visit, seen = visit_of(request), queries.roll(number)
    out = HandedOut(ListKind.ROLL, seen.record_date, seen.record_date, asked.form, asked.purpose)
    if asked.form != "json":
        return hand_out(visit, out, roll_extract(visit, seen))
    found = queries.roll_list(seen, cooperative_id=visit.cooperative.id)
    require_paper(found)
    record_handing_out(visit, out, lines=len(found))
    return VotersListed(
        record_date=seen.record_date,
        is_final=seen.frozen is not None,
        lines=len(found),
        items=[
            VoterListed(
                number=each.number,
                given_names=each.given_names,
                family_name=each.family_name,
                voter_id=each.voter_id,
                votes=each.votes,
            )
            for each in found
        ],
    )
