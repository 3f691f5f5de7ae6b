"""Verbs of this room: publishing a vote that is closed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from rochdale.assembly.errors import ElectionPublished, ElectionUnproven
from rochdale.assembly.models import Election, Verdict
from rochdale.assembly.queries.verdicts import board_of, kept_report
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.queries import rows
from rochdale.voting.verifiable.verifier.report import VERIFIER, Report
from rochdale.voting.verifiable.verifier.verification import verify


def publish_election(*, by: Acting, titles: Mapping[str, str], closed_at: datetime, archive: bytes) -> str:
    """Publish the archive of a vote that is closed, once it proves its result (INV-81). Gives the vote's uuid.

    The verdict is kept with it, and the events of the board, by which a tracking number is found (INV-88). By who
    keeps the register, or by the program. `titles` are by language, at least one. Raises NotAllowed,
    ElectionUnproven, ElectionPublished.
    """
    assert titles
    with inside(by.cooperative_id):
        if by.person_id is not None:
            cooperatives.require(by.person_id, Permission.MANAGE_REGISTER, by.on)
        report = verify(archive)
        if not report.is_sound or report.figures is None:
            raise ElectionUnproven(codes=tuple(fault.code for fault in report.faults))
        figures = report.figures
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
        _keep_verdict(by, id_, report)
        return figures.uuid


def _keep_verdict(by: Acting, election_id: UUID, report: Report) -> None:
    """Write the board of a vote, then the verdict, after which the board is closed."""
    assert report.figures is not None
    assert report.figures.events == len(report.heads)
    board = {
        "cooperative_id": by.cooperative_id,
        "election_id": election_id,
        "events": json.dumps(board_of(report)),
    }
    rows("assembly", "write_board.sql", board)
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
