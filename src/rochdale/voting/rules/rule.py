"""What every rule's file declares of itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from rochdale.voting.ballots import BallotKind
from rochdale.voting.contests import Contest
from rochdale.voting.lots import Lots
from rochdale.voting.outcomes import Outcome
from rochdale.voting.profiles import Profile
from rochdale.voting.words import Sentence


@dataclass(frozen=True, slots=True)
class Rule:
    """A counting rule: its name on the command line, the ballots that it counts, and its function.

    `sentences` holds the English text of every note that its transcripts can have; `several` says whether it
    fills several seats, `persons` whether a candidate is elected once, and not as often as a list has seats;
    `contest` is the kind of question that it decides.
    """

    name: str
    kinds: frozenset[BallotKind]
    count: Callable[[Any, Profile[Any], Lots], Outcome]
    sentences: Mapping[str, Sentence] = field(default_factory=dict)
    several: bool = False
    persons: bool = True
    contest: type[Contest] = Contest
