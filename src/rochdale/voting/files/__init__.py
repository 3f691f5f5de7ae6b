"""Files of ballots, from text to values and back. Nothing here opens a file: a text comes in, a text goes out.

Each reader takes the whole text and answers with a `Counting`, or refuses with BallotsFaulty, which holds every
fault with its line.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final

from rochdale.voting.ballots import BallotKind, Paper
from rochdale.voting.contests import Contest
from rochdale.voting.profiles import Profile

# More candidates, or projects, than anybody can put on a paper.
CANDIDATES_MAX: Final = 10_000


@dataclass(frozen=True, slots=True)
class Counting:
    """What a file holds: the question, its ballots, their kind, and the title that the file gives, or "".

    `contest` may be a kind of Contest that says more, as a budget says what each project costs. `paper` is what
    a ballot was allowed to say, where the file says it.
    """

    contest: Contest
    profile: Profile[Any]
    kind: BallotKind
    title: str = ""
    paper: Paper | None = None
