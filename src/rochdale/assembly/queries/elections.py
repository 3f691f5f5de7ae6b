"""Votes that are closed and published, with what their archives prove."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Final

from rochdale.assembly.errors import ElectionNotFound
from rochdale.assembly.models import Election
from rochdale.assembly.queries.verdicts import read_report
from rochdale.tenancy.queries import rows
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
class KeptVerdict:
    """That a verdict was kept: the version of our verifier that found it, and when."""

    verifier: int
    found_at: datetime


@dataclass(frozen=True, slots=True)
class PublishedElection:
    """A published vote, and the verdict on its archive, which has `archive_bytes` bytes.

    `kept` is None where the vote is older than the keeping of verdicts: then it was verified just now.
    """

    listed: ElectionListed
    archive_bytes: int
    report: Report
    kept: KeptVerdict | None


def elections(*, limit: int | None = ELECTIONS_LISTED) -> list[ElectionListed]:
    """The published votes of the current cooperative, the newest first; all with no `limit`. No archive is read."""
    return [
        ElectionListed(*found)
        for found in Election.objects.order_by("-closed_at", "-id").values_list(
            "uuid", "titles", "closed_at", "head"
        )[:limit]
    ]


def election_archive(*, uuid: str) -> bytes:
    """The archive of a published vote, to the byte. Raises ElectionNotFound."""
    found = Election.objects.filter(uuid=uuid).values_list("archive", flat=True).first()
    if found is None:
        raise ElectionNotFound
    return bytes(found)


def published_election(*, uuid: str) -> PublishedElection:
    """A published vote and what was found in its archive, in one statement. Raises ElectionNotFound."""
    found = rows("assembly", "published.sql", {"uuid": uuid})
    if not found:
        raise ElectionNotFound
    *listed, archive_bytes, verifier, found_at, report = found[0]
    if report is None:
        return PublishedElection(ElectionListed(*listed), archive_bytes, verified_anew(uuid=uuid), None)
    kept = KeptVerdict(verifier, found_at)
    return PublishedElection(ElectionListed(*listed), archive_bytes, read_report(report), kept)


def verified_anew(*, uuid: str) -> Report:
    """What our verifier finds in the archive of a published vote now, whatever was kept. Raises ElectionNotFound."""
    digests = rows("assembly", "archive_digest.sql", {"uuid": uuid})
    if not digests:
        raise ElectionNotFound
    return _verified(uuid, bytes(digests[0][0]))


@lru_cache(maxsize=32)
def _verified(uuid: str, digest: bytes) -> Report:  # noqa: ARG001  # the digest says which archive this is of
    # Verifying costs as much as all the ballots of a vote; the archive itself is not held in memory.
    return verify(election_archive(uuid=uuid))
