"""Votes that are closed and published, with what their archives prove."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from rochdale.assembly.errors import ElectionNotFound
from rochdale.assembly.models import Election
from rochdale.voting.verifiable.verifier.report import Report
from rochdale.voting.verifiable.verifier.verification import verify

ELECTIONS_LISTED: Final = 200


@dataclass(frozen=True, slots=True)
class ElectionListed:
    """A published vote in a list. `titles` are by language; `head` is the hash of the last event."""

    uuid: str
    titles: dict[str, str]
    closed_at: datetime
    head: str

    def title(self, language: str) -> str:
        """What it was about, in a language, or else in the first of those that there are, by its code."""
        return self.titles.get(language) or self.titles[min(self.titles)]


@dataclass(frozen=True, slots=True)
class PublishedElection:
    """A published vote with its archive, and the verdict on it."""

    listed: ElectionListed
    archive: bytes
    report: Report


def elections() -> list[ElectionListed]:
    """The published votes of the current cooperative, the newest first."""
    return [
        ElectionListed(*found)
        for found in Election.objects.order_by("-closed_at", "-id").values_list(
            "uuid", "titles", "closed_at", "head"
        )[:ELECTIONS_LISTED]
    ]


def election_archive(*, uuid: str) -> bytes:
    """The archive of a published vote, to the byte. Raises ElectionNotFound."""
    found = Election.objects.filter(uuid=uuid).values_list("archive", flat=True).first()
    if found is None:
        raise ElectionNotFound
    return bytes(found)


def published_election(*, uuid: str) -> PublishedElection:
    """A published vote and what its archive proves. Raises ElectionNotFound."""
    found = Election.objects.filter(uuid=uuid).first()
    if found is None:
        raise ElectionNotFound
    listed = ElectionListed(found.uuid, found.titles, found.closed_at, found.head)
    archive = bytes(found.archive)
    return PublishedElection(listed, archive, _verdict(archive))


@lru_cache(maxsize=16)
def _verdict(archive: bytes) -> Report:
    # A vote that is closed does not change, and verifying it costs as much as all its ballots.
    return verify(archive)
