"""Certificates: what a holder has of a class today, on a paper that anyone can verify (INV-57)."""

from __future__ import annotations

from uuid import UUID

from django.db import connection
from django.db.models import Max

from rochdale.audit import actions as audit
from rochdale.capital import errors, queries
from rochdale.capital.actions.authority import require
from rochdale.capital.actions.telling import tell_certificate
from rochdale.capital.models import Certificate, ShareMovement
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, lock, new_id
from rochdale.tenancy.queries import rows


def issue_certificate(*, by: Acting, holder_id: UUID, code: str) -> UUID:
    """Certify what a person holds of a class today; the paper before it, if any, is superseded.

    By the holder, or by an officer at the counter. Raises NotAllowed, ShareClassNotFound, NothingToCertify.
    """
    with inside(by.cooperative_id):
        if by.person_id != holder_id:
            require(by, at_counter=True)
        own = queries.share_class(code=code)
        _lock(by, holder_id, own.id)
        held = next(
            (
                each.held
                for each in queries.holdings(holder_ids=[holder_id], on=by.on)
                if each.share_class == own
            ),
            0,
        )
        if held < 1:
            raise errors.NothingToCertify
        return _write(by, holder_id, own.id, held)


def _lock(by: Acting, holder_id: UUID, class_id: UUID) -> None:
    """First the numbers, then the holding: the database's own order for movements has but the second."""
    lock(by.cooperative_id, invariant=57)
    with connection.cursor() as cursor:
        cursor.execute("SELECT capital_lock_holding(%s, %s)", [holder_id, class_id])


def _write(by: Acting, holder_id: UUID, class_id: UUID, held: int) -> UUID:
    number = (Certificate.objects.aggregate(last=Max("number"))["last"] or 0) + 1
    counted = ShareMovement.objects.filter(holder_id=holder_id, class_id=class_id).order_by("id")
    id_ = new_id(by.at)
    told = {
        "cooperative_id": by.cooperative_id,
        "number": number,
        "class_id": class_id,
        "holder_id": holder_id,
        "quantity": held,
        "issued_on": by.on,
        "movement_ids": list(counted.values_list("id", flat=True)),
        "code_hash": queries.code_fingerprint(id_, queries.code_of(certificate_id=id_)),
    }
    facts = {"number": number, "quantity": held}
    version = cooperatives.bylaw_version(by.on)
    deed = audit.Deed("capital.issue_certificate", "person", holder_id, version, facts)
    seal = rows("capital", "certificate_seal.sql", told)[0][0]
    act_id = audit.record(by=by, deed=deed)
    Certificate(id=id_, seal=seal, act_id=act_id, **told).save(force_insert=True)
    tell_certificate(by=by, certificate_id=id_, act_id=act_id)
    return id_
