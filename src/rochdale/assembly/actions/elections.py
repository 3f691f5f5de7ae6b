"""Publishing a vote that is closed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from rochdale.assembly.errors import ElectionPublished, ElectionUnproven
from rochdale.assembly.models import Election
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.voting.verifiable.verifier.verification import verify


def publish_election(*, by: Acting, titles: Mapping[str, str], closed_at: datetime, archive: bytes) -> str:
    """Publish the archive of a vote that is closed, once it proves its result (INV-81). Gives the vote's uuid.

    By who keeps the register, or by the program. `titles` are by language, at least one. Raises NotAllowed,
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
        return figures.uuid
