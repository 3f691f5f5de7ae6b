"""What minutes tell of verifiable ballots: their window, who could vote and did, what was counted, and how to compare.

Until a ballot is counted what the meeting decided is provisional (rule Q-36). Candidates are never named here: who has
which seat is told of the election, with placeholders.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rochdale.assembly.models import BallotStepKind, ParagraphKind
from rochdale.assembly.queries.ballot_results import answered_of, seed_drawn
from rochdale.assembly.queries.balloting import OVER, Asked, AskedKind
from rochdale.assembly.queries.meetings import in_language
from rochdale.tenancy.queries import rows
from rochdale.voting.rules.titles import TITLES
from rochdale.web import formatting

_K: Final = BallotStepKind
_T: Final = ParagraphKind
Line = tuple[ParagraphKind, str]


@dataclass(frozen=True, slots=True)
class BallotCounted:
    """What came out: how many ballots of the board counted, the answers, the head of what was published.

    `seed` is what lots were drawn from; empty where none was.
    """

    on_board: int
    answered: Sequence[Mapping[str, Any]]
    head: str
    resolution: int | None
    is_adopted: bool | None
    seed: str = ""


@dataclass(frozen=True, slots=True)
class BallotHeld:
    """A verifiable ballot on an item with its wording, and where it stands; `received` counts all on the board, those
    that their voters replaced as well."""

    item_id: UUID
    names: Mapping[str, str]
    texts: Mapping[str, str]
    opens_at: datetime
    closes_at: datetime
    asked: tuple[Asked, ...]
    entitled: int
    stands: BallotStepKind
    stood_at: datetime
    reason: str
    voted: int
    on_paper: int
    received: int
    counted: BallotCounted | None

    @property
    def waits(self) -> bool:
        """Whether it can still change what the meeting decided."""
        return self.stands not in OVER


def ballots_held(meeting_id: UUID) -> list[BallotHeld]:
    """The verifiable ballots of a meeting in their order, in one statement. Asked inside a cooperative."""
    return [_held(row) for row in rows("assembly", "minutes_ballots.sql", {"meeting_id": meeting_id})]


def _held(row: tuple[Any, ...]) -> BallotHeld:
    (item_id, names, texts, opens_at, closes_at, questions, language, entitled, *figures) = row
    stands, stood_at, reason, voted, on_paper, received, *counted = figures
    asked = tuple(Asked.from_json(kept) for kept in questions)
    return BallotHeld(
        item_id=item_id,
        names=names,
        texts=texts,
        opens_at=opens_at,
        closes_at=closes_at,
        asked=asked,
        entitled=entitled,
        stands=BallotStepKind(stands),
        stood_at=stood_at,
        reason=reason,
        voted=voted,
        on_paper=on_paper,
        received=received,
        counted=_counted_of(asked, language, counted),
    )


def _counted_of(asked: Sequence[Asked], language: str, figures: Sequence[Any]) -> BallotCounted | None:
    """What came out; None while it is not counted."""
    on_board, answered, seed, head, resolution, is_adopted = figures
    if answered is None:
        return None
    return BallotCounted(
        on_board, answered, head, resolution, is_adopted, _drawn(asked, language, answered, seed)
    )


def _drawn(asked: Sequence[Asked], language: str, answered: Sequence[Mapping[str, Any]], seed: str) -> str:
    """The seed, where lots were drawn from it: only a count that had one is made again to see."""
    if not seed:
        return ""
    pairs = zip(asked, answered, strict=True)
    return seed_drawn(seed, (answered_of(one, kept).outcome(language, seed) for one, kept in pairs))


def ballot_lines(held: BallotHeld, moment: Callable[[datetime], str], gap: str) -> Iterator[Line]:
    """A ballot in paragraphs, in the language of the moment; `gap` is what somebody has to complete."""
    window = {
        "name": in_language(held.names, get_language() or ""),
        "opens": moment(held.opens_at),
        "closes": moment(held.closes_at),
        "gap": gap,
    }
    if held.texts:
        yield _T.MOTION, in_language(held.texts, get_language() or "")
    yield (
        _T.TEXT,
        _("Verifiable secret ballot “%(name)s”: votes are taken from %(opens)s to %(closes)s.") % window,
    )
    if held.counted is not None:
        yield from _counted(held, held.counted)
    elif held.stands is _K.GIVEN_UP:
        told = {"moment": moment(held.stood_at), "reason": held.reason}
        yield (
            _T.RESULT,
            _("This ballot was given up on %(moment)s, and nothing of it counts: %(reason)s") % told,
        )
    elif held.stands in {_K.CLOSED, _K.SHUFFLED}:
        yield _T.RESULT, _("The ballot is closed, and not counted yet: %(gap)s") % window
    else:
        yield (
            _T.RESULT,
            _("The result is provisional until %(closes)s, when the ballot closes: %(gap)s") % window,
        )


def provisional_words(ballots: Sequence[BallotHeld], moment: Callable[[datetime], str]) -> str:
    """That what the meeting decided is provisional, and until when; empty once its last ballot is counted."""
    waiting = [each.closes_at for each in ballots if each.waits]
    if not waiting:
        return ""
    told = {"closes": moment(max(waiting))}
    return (
        _("The results of this meeting are provisional until its last ballot, to %(closes)s, is counted.")
        % told
    )


def _counted(held: BallotHeld, counted: BallotCounted) -> Iterator[Line]:
    figures = _figures(
        entitled=held.entitled, voted=held.voted, received=held.received, counted=counted.on_board
    )
    said = [
        _(
            "Members entitled to vote: %(entitled)s. Members who voted: %(voted)s. Ballots on the board: %(received)s. "
            "Of these counted, the last of each voter: %(counted)s."
        )
        % figures
    ]
    if held.on_paper:
        said.append(_("Members who voted on paper: %(papers)s.") % _figures(papers=held.on_paper))
    yield _T.TEXT, " ".join(said)
    for asked, answer in zip(held.asked, counted.answered, strict=True):
        yield _T.TEXT, " ".join(_answered(asked, answer))
    if counted.seed:
        yield _T.TEXT, _("Lots were drawn from the seed “%(seed)s”.") % {"seed": counted.seed}
    head = {"head": counted.head}
    yield _T.TEXT, _("Head of the published board, which anybody can compare: %(head)s") % head
    if held.asked[0].kind is AskedKind.MOTION:
        yield _T.RESULT, _decided(counted)


def _answered(asked: Asked, answer: Mapping[str, Any]) -> Iterator[str]:
    """What a question came to, in sentences; of an election the rule and the seats, and no names."""
    if asked.kind is AskedKind.MOTION:
        yes, no, abstain = answer["counts"]
        yield (
            _("For: %(yes)s. Against: %(no)s. Abstentions: %(abstain)s.")
            % _figures(yes=yes, no=no, abstain=abstain)
        )
    else:
        yield _("Question: “%(question)s”.") % {"question": in_language(asked.texts, get_language() or "")}
    if asked.rule:
        told = {"rule": _(TITLES[asked.rule]), **_figures(seats=asked.seats, elected=len(answer["elected"]))}
        yield _("Counted by this rule: %(rule)s. Seats: %(seats)s. Elected: %(elected)s.") % told
    if asked.kind is AskedKind.RANKING:
        yield _("Orders opened: %(orders)s.") % _figures(orders=len(answer["rankings"]))
    if answer["blank"] or answer["spoilt"]:
        papers = _figures(blank=answer["blank"], spoilt=answer["spoilt"])
        yield _("Blank: %(blank)s. Spoilt: %(spoilt)s.") % papers


def _decided(counted: BallotCounted) -> str:
    if counted.resolution is None:
        return _("Nothing is decided: the quorum is missing.")
    told = {"number": counted.resolution}
    return (
        _("Adopted: resolution %(number)s.") if counted.is_adopted else _("Lost: resolution %(number)s.")
    ) % told


def _figures(**counts: int) -> dict[str, str]:
    locale = formatting.locale_of(get_language() or "en")
    return {name: formatting.number_text(count, locale) for name, count in counts.items()}
