"""The urn of a secret vote: choices sealed while it is open, opened together when it is closed.

Sealed with the key of the home, which the database does not have; all of one length, so that nothing is told by it.
"""

from __future__ import annotations

import json
from typing import Final
from uuid import UUID

from rochdale.assembly.models import SealedChoice
from rochdale.membership.queries.sealing import place_of, seal, unseal

_BYTES: Final = 64
_CANDIDATE_BYTES: Final = 4  # a place of up to three digits, and what parts it from the next


def seal_choice(
    cooperative_id: UUID, vote_id: UUID, id_: UUID, choice: str, mark: str, *, candidates: int = 0
) -> bytes:
    """A choice with its mark, sealed for one place in one urn: as long as any on a paper of so many candidates."""
    content = json.dumps([choice, mark]).encode()
    length = _BYTES + _CANDIDATE_BYTES * candidates
    assert len(content) <= length
    return seal(content.ljust(length), place=_place(cooperative_id, vote_id, id_))


def opened_choices(cooperative_id: UUID, vote_id: UUID) -> list[tuple[str, str]]:
    """The marks in an urn with their choices, in the order of the marks. Raises DocumentDamaged."""
    sealed = SealedChoice.objects.filter(vote_id=vote_id).values_list("id", "sealed")
    opened = [
        json.loads(unseal(bytes(text), place=_place(cooperative_id, vote_id, id_))) for id_, text in sealed
    ]
    return sorted((mark, choice) for choice, mark in opened)


def _place(cooperative_id: UUID, vote_id: UUID, id_: UUID) -> bytes:
    return place_of(cooperative_id, f"vote/{vote_id}", id_)
