"""Publishing a vote that is closed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from types import MappingProxyType
from uuid import UUID

from rochdale.assembly.errors import DocumentUnbound, ElectionPublished, ElectionUnproven
from rochdale.assembly.models import Election, ElectionDocument, Verdict
from rochdale.assembly.queries import verified_anew
from rochdale.assembly.queries.verdicts import board_of, kept_report
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.queries import rows
from rochdale.voting.verifiable.election import Binding
from rochdale.voting.verifiable.hashing import hex_of
from rochdale.voting.verifiable.verifier.report import VERIFIER, Report
from rochdale.voting.verifiable.verifier.verification import verify


@dataclass(frozen=True, slots=True)
class Document:
    """A document to publish with a vote: everybody may read it, so that a roll has numbers in it and no names."""

    media_type: str
    content: bytes


def publish_election(
    *,
    by: Acting,
    titles: Mapping[str, str],
    closed_at: datetime,
    archive: bytes,
    documents: Mapping[str, Document] = MappingProxyType({}),
) -> str:
    """Publish the archive of a vote that is closed, once it proves its result (INV-81). Gives the vote's uuid.

    The verdict is kept with it, and the events of the board, by which a tracking number is found (INV-88). By who
    keeps the register, or by the program. `titles` are by language, at least one.
    `documents` are those that the vote is bound to, by "notice", "motions" and "roll", as many of them as everybody
    may read (INV-89). Raises NotAllowed, ElectionUnproven, ElectionPublished, DocumentUnbound.
    """
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.MANAGE_REGISTER, by.on)
        return publish_proven(by=by, titles=titles, closed_at=closed_at, archive=archive, documents=documents)


def publish_proven(
    *,
    by: Acting,
    titles: Mapping[str, str],
    closed_at: datetime,
    archive: bytes,
    documents: Mapping[str, Document],
    report: Report | None = None,
) -> str:
    """The same for a verb that knows who may: what it counted is published in its own transaction (INV-104).

    `report` is what the verifier found of this archive, where it was asked already.
    """
    assert titles
    report = report or verify(archive)
    if not report.is_sound or report.figures is None:
        raise ElectionUnproven(codes=tuple(fault.code for fault in report.faults))
    figures = report.figures
    _require_bound(documents, figures.binding)
    if Election.objects.filter(uuid=figures.uuid).exists():
        raise ElectionPublished(uuid=figures.uuid)
    facts = {"uuid": figures.uuid, "head": figures.head}
    version = cooperatives.bylaw_version(by.on)
    id_ = new_id(by.at)
    deed = audit.Deed("assembly.publish_election", "election", id_, version, facts)
    Election(
        id=id_,
        cooperative_id=by.cooperative_id,
        uuid=figures.uuid,
        titles=dict(titles),
        closed_at=closed_at,
        head=figures.head,
        archive=archive,
        act_id=audit.record(by=by, deed=deed),
    ).save(force_insert=True)
    _keep_board(by, id_, report)
    _keep_verdict(by, id_, report)
    _keep_documents(by, id_, documents)
    return figures.uuid


def keep_missing_verdicts(*, by: Acting) -> int:
    """Verify the votes of which nothing is kept by this version of our verifier, and keep what it says of each.

    The board is kept with the first verdict.

    By the program. Gives how many they were; one that does not prove its result is left to the audit (INV-81).
    """
    assert by.person_id is None
    with inside(by.cooperative_id):
        judged = Verdict.objects.filter(verifier=VERIFIER).values("election_id")
        boards = set(Verdict.objects.values_list("election_id", flat=True))
        # Of two programs that begin together the keys refuse the second; nothing of it stays.
        missing = Election.objects.exclude(id__in=judged).order_by("id")
        kept = 0
        for election_id, uuid in list(missing.values_list("id", "uuid")):
            report = verified_anew(uuid=uuid)
            if report.is_sound and report.figures is not None:
                if election_id not in boards:
                    _keep_board(by, election_id, report)
                _keep_verdict(by, election_id, report)
                kept += 1
        return kept


def _require_bound(documents: Mapping[str, Document], binding: Binding | None) -> None:
    known = {} if binding is None else asdict(binding)
    for kind, document in documents.items():
        assert kind in {"notice", "motions", "roll"}
        if known.get(kind) != hex_of(document.content):
            raise DocumentUnbound(kind=kind)


def _keep_documents(by: Acting, election_id: UUID, documents: Mapping[str, Document]) -> None:
    kept = [
        ElectionDocument(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            election_id=election_id,
            kind=kind,
            media_type=document.media_type,
            content=document.content,
        )
        for kind, document in documents.items()
    ]
    ElectionDocument.objects.bulk_create(kept)


def _keep_board(by: Acting, election_id: UUID, report: Report) -> None:
    """Write the board of a vote. The first verdict closes it."""
    assert report.figures is not None
    assert report.figures.events == len(report.heads)
    board = {
        "cooperative_id": by.cooperative_id,
        "election_id": election_id,
        "events": json.dumps(board_of(report)),
    }
    rows("assembly", "write_board.sql", board)


def _keep_verdict(by: Acting, election_id: UUID, report: Report) -> None:
    assert report.figures is not None
    Verdict(
        id=new_id(by.at),
        cooperative_id=by.cooperative_id,
        election_id=election_id,
        verifier=VERIFIER,
        found_at=by.at,
        events=report.figures.events,
        received=report.figures.received,
        report=kept_report(report),
    ).save(force_insert=True)
