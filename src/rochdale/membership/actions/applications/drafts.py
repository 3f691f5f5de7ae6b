"""Drafts: an application that is filled in, kept under a secret link for some days, and no longer."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final
from uuid import UUID

from rochdale.cooperatives.errors import BylawNotInForce
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.actions.applications.taking import require_office
from rochdale.membership.models import ApplicationDocument, ApplicationDraft
from rochdale.membership.queries import admission_terms
from rochdale.membership.queries.drafts import answers_of
from rochdale.membership.queries.sealing import place_of, seal, token_hash
from rochdale.tenancy.actions import inside, new_id

DRAFT_DAYS: Final = 14
_ANSWERS_BYTES_MAX = 64 * 1024


def begin_draft(*, by: Acting, token: str, sign_in_id: UUID | None = None, at_counter: bool = False) -> UUID:
    """Begin an application under a secret link, of which a hash alone is kept; it is deleted after DRAFT_DAYS.

    `at_counter`: an officer fills it in for somebody. Raises NotAllowed (permission prepare_applications), and
    BylawNotInForce where nobody can join yet.
    """
    with inside(by.cooperative_id):
        if at_counter:
            require_office(by)
        if not admission_terms(on=by.on).is_open:
            raise BylawNotInForce(name="qualifying_share_par_minor", on=by.on)
        row = ApplicationDraft(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            token_hash=token_hash(token),
            begun_on=by.on,
            begun_at=by.at,
            sign_in_id=sign_in_id,
            entered_by=by.person_id if at_counter else None,
        )
        row.answers = _sealed(row, {})
        row.save(force_insert=True)
        return row.id


def write_draft(*, by: Acting, token: str, step: str, answers: Mapping[str, Any]) -> None:
    """Keep the answers of one step, sealed, in place of those before; nothing else changes.

    Raises DraftNotFound.
    """
    with inside(by.cooperative_id):
        row = draft_row(token)
        told = answers_of(row) | {step: dict(answers)}
        sealed = _sealed(row, told)
        assert len(sealed) < _ANSWERS_BYTES_MAX, "the forms bound what is typed"
        ApplicationDraft.objects.filter(id=row.id).update(answers=sealed)


def draft_row(token: str) -> ApplicationDraft:
    """The row of a draft, taken for the transaction. Raises DraftNotFound."""
    row = ApplicationDraft.objects.select_for_update().filter(token_hash=token_hash(token)).first()
    if row is None:
        raise errors.DraftNotFound
    return row


def drop_draft(*, by: Acting, token: str) -> None:
    """Delete a draft with its papers, as if it had never been. Raises DraftNotFound."""
    with inside(by.cooperative_id):
        row = draft_row(token)
        delete_drafts([row.id])


def drop_stale_drafts(*, by: Acting) -> int:
    """Delete the drafts that were not sent in time; how many."""
    with inside(by.cooperative_id):
        before = by.on - timedelta(days=DRAFT_DAYS)
        stale = ApplicationDraft.objects.filter(cooperative_id=by.cooperative_id, begun_on__lt=before)
        return delete_drafts(list(stale.values_list("id", flat=True)))


def delete_drafts(ids: list[UUID]) -> int:
    """Delete drafts, their papers first."""
    if ids:
        ApplicationDocument.objects.filter(draft_id__in=ids).delete()
        ApplicationDraft.objects.filter(id__in=ids).delete()
    return len(ids)


def _sealed(row: ApplicationDraft, told: Mapping[str, Any]) -> bytes:
    content = json.dumps(told, ensure_ascii=False, default=str).encode()
    return seal(content, place=place_of(row.cooperative_id, "draft", row.id))
