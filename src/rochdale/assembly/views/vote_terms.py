"""What an open vote needs, and whether its quorum is there, as sentences for every screen (rules Q-31, Q-32)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import Final
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from rochdale.assembly.queries import VoteBasis, VoteSeen, VoteStepKind
from rochdale.assembly.queries.floor import VoteTerms
from rochdale.assembly.queries.quorum import QuorumSeen, quorum_of_vote
from rochdale.cooperatives.views import Visit
from rochdale.web.formatting import number_text
from rochdale.web.templatetags.rochdale_format import reader_locale

_NEEDED: Final[Mapping[tuple[VoteBasis, bool], Callable[[], str]]] = MappingProxyType(
    {
        (VoteBasis.CAST, True): lambda: _(
            "Needed: more than %(part)s of the votes cast; abstentions do not count."
        ),
        (VoteBasis.CAST, False): lambda: _(
            "Needed: at least %(part)s of the votes cast; abstentions do not count."
        ),
        (VoteBasis.PRESENT, True): lambda: _(
            "Needed: more than %(part)s of all who are present; an abstention counts like a vote against."
        ),
        (VoteBasis.PRESENT, False): lambda: _(
            "Needed: at least %(part)s of all who are present; an abstention counts like a vote against."
        ),
        (VoteBasis.ENTITLED, True): lambda: _(
            "Needed: more than %(part)s of all who are on the roll; whoever does not vote counts like a vote against."
        ),
        (VoteBasis.ENTITLED, False): lambda: _(
            "Needed: at least %(part)s of all who are on the roll; whoever does not vote counts like a vote against."
        ),
    }
)
_PARTS: Final[Mapping[Fraction, Callable[[], str]]] = MappingProxyType(
    {
        Fraction(1, 2): lambda: pgettext("part of the votes", "half"),
        Fraction(3, 5): lambda: pgettext("part of the votes", "three fifths"),
        Fraction(2, 3): lambda: pgettext("part of the votes", "two thirds"),
        Fraction(3, 4): lambda: pgettext("part of the votes", "three quarters"),
    }
)


def needed_words(vote: VoteSeen) -> str:
    """What a motion needs to be adopted; empty for an election, whose rule says who is elected."""
    terms = vote.terms
    if vote.is_election:
        return ""
    return _NEEDED[terms.basis, terms.is_exceeded]() % {"part": _part(terms)}


def _part(terms: VoteTerms) -> str:
    said = _PARTS.get(terms.part)
    return said() if said else f"{terms.part.numerator}/{terms.part.denominator}"


def quorum_needed_words(vote: VoteSeen) -> str:
    """How many it takes, where who is there is not asked."""
    return _("Quorum: %(needed)s.") % _figures(needed=vote.terms.quorum_needed)


def quorum_shown(visit: Visit, meeting_id: UUID, vote: VoteSeen) -> str:
    """The quorum of an open vote in words; empty once it is closed: what was counted says the rest."""
    if vote.stands is not VoteStepKind.PUT:
        return ""
    return quorum_words(quorum_of_vote(meeting_id=meeting_id, vote=vote, at=visit.at))


def quorum_words(quorum: QuorumSeen) -> str:
    """How many it takes, who is there, and whether that is enough, as closing the vote would judge it now."""
    told = _figures(needed=quorum.needed, present=quorum.present)
    if quorum.present >= quorum.needed:
        return _("Quorum: %(needed)s. Present: %(present)s. The quorum is there.") % told
    if quorum.is_met:
        return (
            _(
                "Quorum: %(needed)s. Present: %(present)s. The quorum was there at the opening, and that suffices."
            )
            % told
        )
    return (
        _("Quorum: %(needed)s. Present: %(present)s. The quorum is missing: nothing can be decided.") % told
    )


def _figures(**counts: int) -> dict[str, str]:
    return {name: number_text(count, reader_locale()) for name, count in counts.items()}
