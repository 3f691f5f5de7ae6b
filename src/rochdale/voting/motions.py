"""Motions: yes, no and abstention against a threshold, a declared basis and a quorum, in integers only.

The basis says of what the threshold is a part: of the votes cast (yes and no: whoever abstains or votes blank casts
none), of all who are present, or of all who are entitled to vote. Two thirds reached of the votes cast is
`3 * yes >= 2 * cast`; more than half is `2 * yes > cast`. A motion that nobody votes for is not adopted.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from rochdale.voting import papers
from rochdale.voting.ballots import Choice
from rochdale.voting.errors import CastingVoteNeeded, FigureImpossible, ThresholdImpossible
from rochdale.voting.outcomes import Line, Note, Outcome, Stage
from rochdale.voting.profiles import Profile
from rochdale.voting.words import N_, NP_, Sentence

NAME = "motion"


class Basis(StrEnum):
    """Of what a threshold is a part."""

    CAST = "cast"
    PRESENT = "present"
    ENTITLED = "entitled"


class Vote(StrEnum):
    """A vote that decides: the casting vote of the chair can be no abstention."""

    YES = "yes"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Threshold:
    """The part of the basis that yes must reach, or exceed where `exceeded`. Raises ThresholdImpossible."""

    part: Fraction
    basis: Basis = Basis.CAST
    exceeded: bool = False

    def __post_init__(self) -> None:
        # More than the whole, or the whole exceeded, nobody can have; none at all is no threshold.
        possible = 0 <= self.part < 1 if self.exceeded else 0 < self.part <= 1
        if not possible:
            raise ThresholdImpossible(part=self.part, exceeded=self.exceeded)

    def is_met(self, yes: int, whole: int) -> bool:
        """Whether so many of the whole are enough: `yes * denominator` against `numerator * whole`."""
        have, want = yes * self.part.denominator, self.part.numerator * whole
        return yes > 0 and (have > want if self.exceeded else have >= want)

    def least(self, whole: int) -> int:
        """The fewest votes in favour that meet it."""
        want = self.part.numerator * whole
        if self.exceeded:
            return want // self.part.denominator + 1
        return max(1, -(-want // self.part.denominator))


MAJORITY = Threshold(Fraction(1, 2), Basis.CAST, exceeded=True)
TWO_THIRDS = Threshold(Fraction(2, 3), Basis.CAST)


@dataclass(frozen=True, slots=True)
class Quorum:
    """Who must be present: so many persons, and so large a part of those entitled. Nothing is the default (Q-32)."""

    persons: int = 0
    part: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        assert self.persons >= 0
        if not 0 <= self.part <= 1:
            raise ThresholdImpossible(part=self.part, exceeded=False)

    def least(self, entitled: int) -> int:
        """The fewest persons present who are enough."""
        return max(self.persons, -(-self.part.numerator * entitled // self.part.denominator))

    def is_met(self, present: int, entitled: int) -> bool:
        """Whether so many present of so many entitled are enough."""
        enough = present * self.part.denominator >= self.part.numerator * entitled
        return enough and present >= self.persons


@dataclass(frozen=True, slots=True)
class Terms:
    """How a motion is decided. With `casting_vote` the chair has one more vote where yes and no are equal."""

    threshold: Threshold = MAJORITY
    quorum: Quorum = Quorum()
    casting_vote: bool = False


@dataclass(frozen=True, slots=True)
class Votes:
    """What was counted: votes, papers that say nothing or are spoilt, who was there, and who could have been.

    Whoever is present and handed in nothing is in `present` alone. Raises FigureImpossible.
    """

    yes: int
    no: int
    abstain: int
    present: int
    entitled: int
    blank: int = 0
    spoilt: int = 0

    def __post_init__(self) -> None:
        parts = {
            "yes": self.yes,
            "no": self.no,
            "abstain": self.abstain,
            "blank": self.blank,
            "spoilt": self.spoilt,
        }
        for name, figure in parts.items():
            if figure < 0:
                raise FigureImpossible(name=name, figure=figure, most=None)
        handed_in = sum(parts.values())
        if handed_in > self.present:
            raise FigureImpossible(name="votes", figure=handed_in, most=self.present)
        if self.present > self.entitled:
            raise FigureImpossible(name="present", figure=self.present, most=self.entitled)

    @classmethod
    def of(cls, profile: Profile[Choice], present: int, entitled: int) -> Votes:
        """The votes on papers of `papers.open_motion()`. Raises FigureImpossible."""
        marks = dict(profile.ballots)
        yes, no, abstain = (marks.get((one,), 0) for one in (papers.YES, papers.NO, papers.ABSTAIN))
        assert yes + no + abstain == profile.valid
        return cls(yes, no, abstain, present, entitled, profile.blank, profile.spoilt_count)

    def whole(self, basis: Basis) -> int:
        """How many the threshold is a part of."""
        return {
            Basis.CAST: self.yes + self.no,
            Basis.PRESENT: self.present,
            Basis.ENTITLED: self.entitled,
        }[basis]


class Reason(StrEnum):
    """Why a motion is adopted or not."""

    ADOPTED = "motion.adopted"
    REJECTED = "motion.rejected"
    NO_QUORUM = "motion.no_quorum"
    CAST_FOR = "motion.cast_for"
    CAST_AGAINST = "motion.cast_against"


@dataclass(frozen=True, slots=True)
class Decision:
    """Whether a motion is adopted, why, and every figure on the way."""

    adopted: bool
    reason: Reason
    transcript: Outcome


def decide(terms: Terms, votes: Votes, casting: Vote | None = None) -> Decision:
    """Whether the motion is adopted.

    The casting vote counts as one more vote, and only where yes and no are equal, somebody voted and the threshold
    is not met. Raises CastingVoteNeeded where the chair has one, has not used it, and it would decide.
    """
    opening = _opening(terms, votes)
    if not terms.quorum.is_met(votes.present, votes.entitled):
        return _decision(Reason.NO_QUORUM, (opening,))
    whole, threshold = votes.whole(terms.threshold.basis), terms.threshold
    facts = {"yes": votes.yes, "whole": whole, "least": threshold.least(whole)}
    adopted = threshold.is_met(votes.yes, whole)
    code = f"motion.{threshold.basis}_{'exceeded' if threshold.exceeded else 'reached'}"
    part = f"{threshold.part.numerator}/{threshold.part.denominator}"
    measured = Stage(Note(code, {"part": part, **facts}), notes=(_product(threshold, votes.yes, whole),))
    if adopted or not terms.casting_vote or votes.yes != votes.no or votes.yes == 0:
        return _decision(Reason.ADOPTED if adopted else Reason.REJECTED, (opening, measured))
    return _by_casting_vote(threshold, votes, casting, (opening, measured))


def _opening(terms: Terms, votes: Votes) -> Stage:
    table = tuple(
        Line(name, figure)
        for name, figure in (
            ("yes", votes.yes), ("no", votes.no), ("abstain", votes.abstain), ("blank", votes.blank),
            ("spoilt", votes.spoilt), ("present", votes.present), ("entitled", votes.entitled),
        )
    )  # fmt: skip
    needed = terms.quorum.least(votes.entitled)
    facts = {"present": votes.present, "needed": needed}
    note = Note("motion.quorum" if needed else "motion.quorum_none", facts)
    return Stage(Note("motion.counted"), table, (note,))


def _product(threshold: Threshold, yes: int, whole: int) -> Note:
    """The comparison that decides, so that anyone can do it on paper."""
    left, right = yes * threshold.part.denominator, threshold.part.numerator * whole
    met = threshold.is_met(yes, whole)
    sign = {(True, True): ">", (True, False): "≤", (False, True): "≥", (False, False): "<"}[
        threshold.exceeded, left > right if threshold.exceeded else left >= right
    ]
    told = (
        f"{threshold.part.denominator} × {yes} = {left} {sign} {right} = {threshold.part.numerator} × {whole}"
    )
    return Note("motion.met" if met else "motion.missed", {"comparison": told})


def _by_casting_vote(
    threshold: Threshold, votes: Votes, casting: Vote | None, stages: tuple[Stage, ...]
) -> Decision:
    more = 1 if threshold.basis == Basis.CAST else 0
    whole = votes.whole(threshold.basis) + more
    if not threshold.is_met(votes.yes + 1, whole):
        return _decision(Reason.REJECTED, stages)
    if casting is None:
        raise CastingVoteNeeded(yes=votes.yes, no=votes.no)
    return _decision(Reason.CAST_FOR if casting == Vote.YES else Reason.CAST_AGAINST, stages)


def _decision(reason: Reason, stages: tuple[Stage, ...]) -> Decision:
    adopted = reason in {Reason.ADOPTED, Reason.CAST_FOR}
    whole = (*stages[:-1], Stage(stages[-1].reason, stages[-1].table, (*stages[-1].notes, Note(reason))))
    return Decision(adopted, reason, Outcome(NAME, (), (), whole, facts={"adopted": adopted}))


SENTENCES: Mapping[str, Sentence] = {
    "motion.counted": N_("The votes are counted."),
    "motion.quorum": N_("Present: %(present)s. The quorum is %(needed)s."),
    "motion.quorum_none": N_("Present: %(present)s. The members present are the quorum."),
    "motion.cast_reached": NP_(
        "In favour: %(yes)s of %(whole)s cast. %(part)s must be reached: %(least)s vote.",
        "In favour: %(yes)s of %(whole)s cast. %(part)s must be reached: %(least)s votes.",
        "least",
    ),
    "motion.cast_exceeded": NP_(
        "In favour: %(yes)s of %(whole)s cast. %(part)s must be exceeded: %(least)s vote.",
        "In favour: %(yes)s of %(whole)s cast. %(part)s must be exceeded: %(least)s votes.",
        "least",
    ),
    "motion.present_reached": NP_(
        "In favour: %(yes)s of %(whole)s present. %(part)s must be reached: %(least)s vote.",
        "In favour: %(yes)s of %(whole)s present. %(part)s must be reached: %(least)s votes.",
        "least",
    ),
    "motion.present_exceeded": NP_(
        "In favour: %(yes)s of %(whole)s present. %(part)s must be exceeded: %(least)s vote.",
        "In favour: %(yes)s of %(whole)s present. %(part)s must be exceeded: %(least)s votes.",
        "least",
    ),
    "motion.entitled_reached": NP_(
        "In favour: %(yes)s of %(whole)s entitled to vote. %(part)s must be reached: %(least)s vote.",
        "In favour: %(yes)s of %(whole)s entitled to vote. %(part)s must be reached: %(least)s votes.",
        "least",
    ),
    "motion.entitled_exceeded": NP_(
        "In favour: %(yes)s of %(whole)s entitled to vote. %(part)s must be exceeded: %(least)s vote.",
        "In favour: %(yes)s of %(whole)s entitled to vote. %(part)s must be exceeded: %(least)s votes.",
        "least",
    ),
    "motion.met": N_("%(comparison)s: enough."),
    "motion.missed": N_("%(comparison)s: not enough."),
    "motion.adopted": N_("The motion is adopted."),
    "motion.rejected": N_("The motion is not adopted."),
    "motion.no_quorum": N_("Too few are present: nothing is decided."),
    "motion.cast_for": N_("Yes and no are equal. The chair’s casting vote is yes: the motion is adopted."),
    "motion.cast_against": N_(
        "Yes and no are equal. The chair’s casting vote is no: the motion is not adopted."
    ),
}
