"""How minutes draft themselves: a pure function from what happened to paragraphs, in each language of the cooperative.

Figures stand behind a word and a colon, so that each sentence is whole in every language whatever the number. Nobody is
named: the text has placeholders (`queries/minutes_text.py`), and of no vote does it say who voted what.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime
from typing import Final
from zoneinfo import ZoneInfo

from django.utils.text import capfirst
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _

from rochdale.assembly.models import (
    Choice,
    Majority,
    MeetingGround,
    MeetingStepKind,
    MotionStepKind,
    ParagraphKind,
    VoteBasis,
    VoteMethod,
    VoteStepKind,
)
from rochdale.assembly.queries.meetings import SittingSeen, in_language
from rochdale.assembly.queries.minutes_ballots import ballot_lines, provisional_words
from rochdale.assembly.queries.minutes_elections import election_lines, said_by
from rochdale.assembly.queries.minutes_facts import (
    Happened,
    ItemTreated,
    MotionHeard,
    Opened,
    Tallied,
    VoteHeld,
)
from rochdale.assembly.queries.minutes_motions import FATES, fate_words, is_item, moved_words, ruled_words
from rochdale.assembly.queries.minutes_text import (
    CHAIR,
    CLOSING,
    COMPLETE,
    OPENING,
    SECRETARY,
    TELLERS,
    Content,
    Paragraph,
    Part,
    member_mark,
)
from rochdale.assembly.queries.taking_part import OF_A_BODY
from rochdale.web import formatting

_K: Final = ParagraphKind
Line = tuple[ParagraphKind, str]


def drafted(told: Happened, languages: Sequence[str]) -> Content:
    """The minutes of a meeting as they draft themselves, in these languages."""
    return Content({each: parts(told, each) for each in languages}, told.persons)


def parts(told: Happened, language: str) -> tuple[Part, ...]:
    """The parts in one language: the opening, every item of the agenda, and the closing."""
    with override(language):
        writer = _Writer(told, language)
        return (
            writer.part(OPENING, "", writer.opening()),
            *(writer.item(each) for each in told.items),
            writer.part(CLOSING, "", writer.closing()),
        )


class _Writer:
    """Writes in one language, in the time of the cooperative."""

    def __init__(self, told: Happened, language: str) -> None:
        self.told = told
        self.language = language
        self.locale = formatting.locale_of(language)
        self.zone = ZoneInfo(told.time_zone)
        # Of a body it is told who came, and not how many: it has seats and no roll.
        self.is_of_body = told.meeting.kind in OF_A_BODY

    def part(self, place: str, title: str, lines: Iterator[Line]) -> Part:
        paragraphs = tuple(Paragraph(self.language, kind, text) for kind, text in lines)
        return Part(place, title, paragraphs)

    def moment(self, at: datetime) -> str:
        return formatting.moment_text(at.astimezone(self.zone), self.locale)

    def opening(self) -> Iterator[Line]:
        meeting = self.told.meeting
        yield (
            _K.TEXT,
            _("%(title)s of %(cooperative)s: meeting number %(number)s, %(kind)s, held %(mode)s.")
            % {
                "title": meeting.title(self.language),
                "kind": meeting.kind.label,
                "number": meeting.number,
                "cooperative": self.told.cooperative,
                "mode": meeting.mode.label,
            },
        )
        for sitting in meeting.sittings:
            yield _K.TEXT, self._sitting(sitting)
        yield from self._call()
        yield (
            _K.TEXT,
            _("%(chair)s chairs the meeting; %(secretary)s keeps the minutes.")
            % {
                "chair": CHAIR,
                "secretary": SECRETARY,
            },
        )
        for opened in self.told.openings[:1]:
            yield _K.TEXT, _("The meeting opens on %(moment)s.") % {"moment": self.moment(opened.at)}
            if self.is_of_body:
                yield from self._came()
            else:
                yield _K.TEXT, self._there(opened)

    def _sitting(self, sitting: SittingSeen) -> str:
        told = {"moment": self.moment(sitting.starts_at), "venue": sitting.venue}
        if not sitting.venue:
            return _("Planned for %(moment)s, online.") % told
        if sitting.online_url:
            return _("Planned for %(moment)s, at %(venue)s and online.") % told
        return _("Planned for %(moment)s, at %(venue)s.") % told

    def _call(self) -> Iterator[Line]:
        meeting = self.told.meeting
        for step in meeting.steps:
            if step.kind is MeetingStepKind.CALLED:
                day = {"day": formatting.day_text(step.on_date, self.locale)}
                yield _K.TEXT, _called(meeting.ground) % day
        if meeting.ground_words:
            yield _K.TEXT, _("Ground: %(words)s") % {"words": meeting.ground_words}

    def _came(self) -> Iterator[Line]:
        if not self.told.came:
            yield _K.TEXT, _("Who came: %(gap)s") % {"gap": COMPLETE}
        for came in self.told.came:
            who = ", ".join(COMPLETE if each is None else member_mark(each) for each in came.numbers)
            told = {"state": capfirst(str(came.state.label)), "who": who}
            yield _K.TEXT, _("%(state)s: %(who)s.") % told

    def _there(self, opened: Opened) -> str:
        there = opened.there
        said = _(
            "Members present: %(voters)s (in the hall: %(hall)s, online: %(online)s). Guests: %(guests)s."
        )
        figures = _figures(
            voters=there.voters, hall=there.voters - there.online, online=there.online, guests=there.guests
        )
        return " ".join([said % figures, *_quorum_at(opened)])

    def item(self, item: ItemTreated) -> Part:
        title = f"{item.place}. {in_language(item.titles, self.language)}"
        return self.part(str(item.place), title, self._treated(item))

    def _treated(self, item: ItemTreated) -> Iterator[Line]:
        if item.begun_at is not None:
            yield (
                _K.TEXT,
                _("The meeting comes to this item on %(moment)s.") % {"moment": self.moment(item.begun_at)},
            )
        for ruling in item.rulings:
            yield _K.TEXT, ruled_words(ruling)
        own = {motion.number for motion in item.motions if is_item(motion)}
        for motion in item.motions:
            if motion.parent is None or motion.parent in own:
                yield from self._motion(motion, item.motions)
        is_voted = item.votes or item.ballots or item.elections
        if not is_voted and not (item.motions and item.majority is Majority.NONE):
            yield _K.TEXT, _without_vote(item.majority)
        for ballot in item.ballots:
            yield from ballot_lines(ballot, self.moment, COMPLETE)
        if item.ballots and item.majority is Majority.ELECTION and not item.elections:
            yield from self._unseated(item)
        for held in item.elections:
            yield from election_lines(held, COMPLETE)
        yield from self._votes(item.votes)

    def _unseated(self, item: ItemTreated) -> Iterator[Line]:
        """Whom a ballot elected is known by name; who has which seat is to be said once it is counted."""
        if not any(ballot.waits for ballot in item.ballots):
            yield _K.TEXT, _without_vote(item.majority)

    def _motion(self, motion: MotionHeard, heard: Sequence[MotionHeard]) -> Iterator[Line]:
        """A motion from its moving to its end, with its amendments before its own vote."""
        if is_item(motion):
            yield from self._fate_of_item(motion)
            return
        below = [each for each in heard if each.parent == motion.number]
        yield _K.TEXT, moved_words(motion, in_language(motion.titles, self.language))
        if motion.texts and (below or not motion.votes):
            yield _K.MOTION, in_language(motion.texts, self.language)
        fate = fate_words(motion)
        if fate and motion.stands is MotionStepKind.SPLIT:
            yield _K.RESULT, fate
        # An amendment may itself be amended, and no deeper (INV-110).
        for each in below:
            yield from self._motion(each, heard)
        if below and motion.votes:
            yield _K.TEXT, _("Motion %(number)s, as it stands then:") % {"number": motion.number}
        yield from self._votes(motion.votes)
        if fate and motion.stands is not MotionStepKind.SPLIT:
            yield _K.RESULT, fate

    def _fate_of_item(self, motion: MotionHeard) -> Iterator[Line]:
        if motion.stands in FATES:
            yield _K.TEXT, moved_words(motion, "")
            yield _K.RESULT, fate_words(motion)

    def _votes(self, votes: Sequence[VoteHeld]) -> Iterator[Line]:
        for vote in votes:
            if vote.texts:
                yield _K.MOTION, in_language(vote.texts, self.language)
            yield _K.TEXT, self._put(vote)
            yield from self._ended(vote)

    def _put(self, vote: VoteHeld) -> str:
        told = {"opens": self.moment(vote.opens_at), "method": vote.method.label}
        if vote.closes_at is not None:
            window = {**told, "closes": self.moment(vote.closes_at)}
            put = _("Put to the vote: %(method)s, from %(opens)s to %(closes)s.") % window
        else:
            put = _("Put to the vote on %(opens)s: %(method)s.") % told
        by_tellers = (
            [_("Counted by the tellers: %(tellers)s.") % {"tellers": TELLERS}] if vote.tellers else []
        )
        return " ".join([put, *by_tellers])

    def _ended(self, vote: VoteHeld) -> Iterator[Line]:
        if vote.ended_by is VoteStepKind.WITHDRAWN and vote.ended_at is not None:
            told = {"moment": self.moment(vote.ended_at), "reason": vote.reason}
            yield (
                _K.RESULT,
                _("This vote was withdrawn on %(moment)s, and nothing of it counts: %(reason)s") % told,
            )
        elif vote.tallied is None:
            yield _K.RESULT, _("The vote is not closed yet: %(gap)s") % {"gap": COMPLETE}
        else:
            yield _K.TEXT, _counts(vote, vote.tallied)
            if vote.named:
                yield _K.TEXT, " ".join(_by_name(vote))
            yield _K.TEXT, _terms(vote, vote.tallied)
            yield _K.RESULT, _result(vote.tallied)

    def closing(self) -> Iterator[Line]:
        later = iter(self.told.openings[1:])
        for step in self.told.meeting.steps:
            told = {"moment": self.moment(step.at), "words": step.words}
            if step.kind is MeetingStepKind.ADJOURNED:
                said = (
                    _("The meeting is adjourned on %(moment)s: %(words)s")
                    if step.words
                    else _("The meeting is adjourned on %(moment)s.")
                )
                yield _K.TEXT, said % told
            elif step.kind is MeetingStepKind.CLOSED:
                yield _K.TEXT, _("The meeting is closed on %(moment)s.") % told
            elif step.kind is MeetingStepKind.OPENED and step.at != self.told.openings[0].at:
                opened = next(later)
                resumes = _("The meeting resumes on %(moment)s.") % told
                yield _K.TEXT, resumes if self.is_of_body else f"{resumes} {self._there(opened)}"
        ballots = [each for item in self.told.items for each in item.ballots]
        if provisional := provisional_words(ballots, self.moment):
            yield _K.RESULT, provisional
        if self.told.meeting.stands is not MeetingStepKind.CLOSED:
            yield _K.TEXT, _("The meeting is not closed yet: %(gap)s") % {"gap": COMPLETE}


def _called(ground: MeetingGround) -> str:
    match ground:
        case MeetingGround.BOARD:
            return _("It was called by the board on %(day)s.")
        case MeetingGround.REQUISITION:
            return _("It was called on %(day)s because members required it.")
        case MeetingGround.SIGNERS:
            return _("It was called on %(day)s by members who had required it.")
        case MeetingGround.FEDERATION:
            return _("It was called by the federation on %(day)s.")


def _quorum_at(opened: Opened) -> Iterator[str]:
    if opened.quorum is None or opened.entitled is None:
        return
    figures = _figures(entitled=opened.entitled, quorum=opened.quorum)
    yield _("Members on the roll who may vote: %(entitled)s. Quorum: %(quorum)s.") % figures
    yield (
        _("The quorum is reached.")
        if opened.there.voters >= opened.quorum
        else _("The quorum is not reached.")
    )


def _without_vote(majority: Majority) -> str:
    match majority:
        case Majority.NONE:
            return _("There was nothing to decide on this item.")
        case Majority.ELECTION:
            return _("Candidates, votes and who is elected: %(gap)s") % {"gap": COMPLETE}
        case Majority.ORDINARY | Majority.SPECIAL:
            return _("This item was not put to the vote.")


def _figures(**counts: int) -> dict[str, str]:
    """Counts as they are written in the language of the moment."""
    locale = formatting.locale_of(get_language() or "en")
    return {name: formatting.number_text(count, locale) for name, count in counts.items()}


def _counts(vote: VoteHeld, tallied: Tallied) -> str:
    counted = _("For: %(yes)s. Against: %(no)s. Abstentions: %(abstain)s.") % _figures(
        yes=tallied.yes, no=tallied.no, abstain=tallied.abstain
    )
    told = [counted]
    if tallied.blank or tallied.spoilt:
        papers = _figures(blank=tallied.blank, spoilt=tallied.spoilt)
        told.append(_("Blank: %(blank)s. Spoilt: %(spoilt)s.") % papers)
    if vote.method is not VoteMethod.HANDS:
        told.append(_("Members who took part: %(count)s.") % _figures(count=tallied.participants))
    return " ".join(told)


def _by_name(vote: VoteHeld) -> Iterator[str]:
    """Who voted how, where one vote weighs more than another."""
    for number, votes, choice in vote.named:
        yield said_by(number, votes, str(Choice(choice).label))


def _terms(vote: VoteHeld, tallied: Tallied) -> str:
    needed = _needed(vote) % {"part": f"{vote.part.numerator}/{vote.part.denominator}"}
    there = _("Members present or voting: %(present)s of %(entitled)s on the roll.") % _figures(
        present=tallied.present, entitled=vote.entitled
    )
    quorum = (
        _("Quorum: %(needed)s; present for it, at the last opening or at the vote: %(present)s.")
        if vote.quorum_at_opening
        else _("Quorum: %(needed)s; present for it: %(present)s.")
    ) % _figures(needed=vote.quorum_needed, present=tallied.quorum_present)
    return f"{needed} {there} {quorum}"


_NEEDED: Final[dict[tuple[VoteBasis, bool], Callable[[], str]]] = {
    (VoteBasis.CAST, True): lambda: _("Needed: more than %(part)s of the votes for and against."),
    (VoteBasis.CAST, False): lambda: _("Needed: at least %(part)s of the votes for and against."),
    (VoteBasis.PRESENT, True): lambda: _("Needed: more than %(part)s of the members present."),
    (VoteBasis.PRESENT, False): lambda: _("Needed: at least %(part)s of the members present."),
    (VoteBasis.ENTITLED, True): lambda: _("Needed: more than %(part)s of the members on the roll."),
    (VoteBasis.ENTITLED, False): lambda: _("Needed: at least %(part)s of the members on the roll."),
}


def _needed(vote: VoteHeld) -> str:
    return _NEEDED[vote.basis, vote.is_exceeded]()


def _result(tallied: Tallied) -> str:
    if tallied.resolution is None:
        return _("Nothing is decided: the quorum is missing.")
    told = {"number": tallied.resolution}
    said = (
        _("Adopted: resolution %(number)s.") if tallied.is_adopted else _("Lost: resolution %(number)s.")
    ) % told
    if not tallied.casting_vote:
        return said
    chair = (
        _("For and against were equal; the further vote of the chair was for.")
        if tallied.casting_vote == "yes"
        else _("For and against were equal; the further vote of the chair was against.")
    )
    return f"{chair} {said}"
