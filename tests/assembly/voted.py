"""The vote of the demo, closed and with its papers, for a test of its own by the seed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

from rochdale.assembly.actions import Document
from rochdale.config.demo import vote_words, votes

OPENS, CLOSES = datetime(2026, 11, 1, 8, tzinfo=UTC), datetime(2026, 11, 8, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Voted:
    """An archive, and the papers to which the vote is bound."""

    archive: bytes
    papers: dict[str, bytes]

    @property
    def documents(self) -> dict[str, Document]:
        return {kind: Document("text/plain", content) for kind, content in self.papers.items()}


def voted(seed: str, language: str = "fr") -> Voted:
    papers = vote_words.papers("Caisse d’essai", OPENS, CLOSES, range(1, votes.VOTERS + 1))
    return Voted(votes.closed_vote(seed, language, OPENS, CLOSES, papers), papers)
