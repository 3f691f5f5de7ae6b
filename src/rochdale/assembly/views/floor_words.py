"""How the floor of a meeting is told: votes, their results and who is there, in the reader's language."""

from __future__ import annotations

from typing import Any

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rochdale.assembly.queries import MeetingSeen, OutcomeSeen, VoteMethod, VoteSeen
from rochdale.assembly.queries.contests import PaperSeen
from rochdale.assembly.queries.meetings import in_language
from rochdale.assembly.queries.voters import VoterNow
from rochdale.cooperatives.views import Visit
from rochdale.web.values import Fact, Link

_WIDTH = 1000


def title_of(vote: VoteSeen) -> str:
    """What is voted on."""
    return in_language(vote.titles, get_language() or "")


def text_of(vote: VoteSeen) -> str:
    """The wording that is put; empty where there is none."""
    return in_language(vote.texts, get_language() or "") if vote.texts else ""


def election_text(paper: PaperSeen) -> str:
    """What is elected: of which body and group, and how many seats."""
    body = in_language(paper.body, get_language() or "")
    told = {
        "body": f"{body} ({paper.electoral_group})" if paper.electoral_group else body,
        "count": paper.seats,
    }
    return ngettext("%(body)s: %(count)s seat", "%(body)s: %(count)s seats", paper.seats) % told


def method_words(vote: VoteSeen) -> str:
    """How a vote is taken. An open election is by name also for who has no device."""
    if vote.is_election and vote.method is VoteMethod.OPEN:
        return _("openly, by name")
    return str(vote.method.label)


def bars(outcome: OutcomeSeen) -> list[dict[str, Any]]:
    """For, against and abstentions as bars of the votes given."""
    parts = [
        (_("For"), outcome.yes, 2),
        (_("Against"), outcome.no, 4),
        (_("Abstentions"), outcome.abstain, 5),
    ]
    most = max(sum(count for _label, count, _colour in parts), 1)
    return [
        {"label": label, "count": count, "width": _WIDTH * count // most, "colour": colour}
        for label, count, colour in parts
    ]


def verdict_of(outcome: OutcomeSeen) -> str:
    """Whether it is adopted, in a word."""
    if outcome.is_adopted is None:
        return _("Nothing decided: the quorum was missing")
    return _("Adopted") if outcome.is_adopted else _("Lost")


def voted_words(vote: VoteSeen) -> str:
    """How many have voted by name."""
    return ngettext("%(count)s has voted", "%(count)s have voted", vote.participants) % {
        "count": vote.participants
    }


def meeting_link(visit: Visit, seen: MeetingSeen | VoterNow, name: str, label: str) -> Link:
    """A link to one of the meeting's pages."""
    return Link(visit.href(f"assembly-votes:{name}", number=seen.number), label)


def vote_line(visit: Visit, seen: MeetingSeen | VoterNow, vote: VoteSeen) -> Fact:
    """A vote in a list: what it was on, and what came out."""
    said = verdict_of(vote.outcome) if vote.outcome else str(vote.stands.label)
    href = visit.href("assembly-votes:vote", number=seen.number, vote=vote.number)
    return Fact(title_of(vote), said, href, method_words(vote))
