"""Questions about access tokens: who enters by one, and which ones a person has given out."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from rochdale.cooperatives.queries import Permission
from rochdale.membership.models import AccessToken, MemberClass
from rochdale.membership.queries.doors import EnteredPerson
from rochdale.tenancy.queries import rows

TOKENS_LISTED = 100


@dataclass(frozen=True, slots=True)
class TokenFacts:
    """A token as its owner sees it in a list; nobody ever sees the token itself again."""

    id: UUID
    name: str
    permissions: frozenset[Permission]
    is_own: bool
    made_at: datetime
    expires_at: datetime
    last_used_at: datetime | None
    revoked_at: datetime | None

    def opens_at(self, at: datetime) -> bool:
        """Whether it still opens anything."""
        return self.revoked_at is None and at < self.expires_at


@dataclass(frozen=True, slots=True)
class EnteredByToken:
    """Who came in by a token, and what it was given for."""

    token_id: UUID
    sign_in_id: UUID
    permissions: frozenset[Permission]
    is_own: bool
    last_used_at: datetime | None
    person: EnteredPerson


def token_hash(token: str) -> bytes:
    """What is kept of a token. It is 256 bits of chance, so that a plain hash says nothing of it."""
    return hashlib.sha256(token.encode()).digest()


def entered_by_token(*, token: str, at: datetime) -> EnteredByToken | None:
    """The person for whom a program enters the current cooperative, in one statement; None where it may not."""
    found = rows("membership", "token_entered.sql", {"token_hash": token_hash(token), "at": at})
    if not found:
        return None
    token_id, sign_in_id, permissions, is_own, used_at, person_id, given, family, *membership, factor = found[
        0
    ]
    member_id, number, member_class, joined_on = membership
    return EnteredByToken(
        token_id=token_id,
        sign_in_id=sign_in_id,
        permissions=frozenset(Permission(each) for each in permissions if each in set(Permission)),
        is_own=is_own,
        last_used_at=used_at,
        person=EnteredPerson(
            person_id=person_id,
            name=f"{given} {family}".strip(),
            member_id=member_id,
            member_number=number,
            member_class=MemberClass(member_class) if member_class else None,
            joined_on=joined_on,
            second_factor=factor,
        ),
    )


def tokens_of(*, person_id: UUID) -> list[TokenFacts]:
    """The tokens that a person made in the current cooperative, the latest first, in one statement."""
    found = AccessToken.objects.filter(person_id=person_id).order_by("-made_at", "-id")
    return [
        TokenFacts(
            id=row.id,
            name=row.name,
            permissions=frozenset(Permission(each) for each in row.permissions if each in set(Permission)),
            is_own=row.is_own,
            made_at=row.made_at,
            expires_at=row.expires_at,
            last_used_at=row.last_used_at,
            revoked_at=row.revoked_at,
        )
        for row in found[:TOKENS_LISTED]
    ]
