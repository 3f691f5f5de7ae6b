"""Access tokens: made by a person for a program, shown once, and revoked at will."""

from __future__ import annotations

import secrets
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Greatest

from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import Permission
from rochdale.kernel.acting import Acting
from rochdale.membership import errors
from rochdale.membership.models import AccessToken, Door
from rochdale.membership.queries.doors import doors_of
from rochdale.membership.queries.tokens import token_hash
from rochdale.tenancy.actions import inside, lock, new_id

PREFIX: Final = "rochdale_"  # by which scanners know a secret that somebody left lying about
DAYS_MAX: Final = 365
TOKENS_MAX: Final = 50
_BYTES = 32
_USED_AGAIN_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class TokenRequest:
    """A token that somebody wants: its name, how many days it opens anything, and all that it may do.

    `authenticator_id` is the second factor that the session has shown, without which no office counts.
    """

    name: str
    days: int
    permissions: frozenset[Permission] = field(default_factory=frozenset)
    is_own: bool = True
    authenticator_id: int | None = None


@dataclass(frozen=True, slots=True)
class MadeToken:
    """A new token, the only time that it is seen."""

    id: UUID
    token: str
    expires_at: datetime


def make_token(*, by: Acting, sign_in_id: UUID, asked: TokenRequest) -> MadeToken:
    """Make a token for a program that acts for the person who asks, in this cooperative alone (INV-79).

    Raises NoSignIn, TokenNameMissing, TokenTermImpossible, TokenScopeEmpty, TokenBeyondOffice,
    TokenWithoutFactor, TooManyTokens.
    """
    assert by.person_id is not None, "a person makes a token"
    _refuse(asked)
    with inside(by.cooperative_id):
        _refuse_scope(by, asked.permissions)
        if not Door.objects.filter(sign_in_id=sign_in_id, person_id=by.person_id).exists():
            raise errors.NoSignIn(person_id=by.person_id)
        _refuse_many(by, by.person_id)
        token = f"{PREFIX}{secrets.token_urlsafe(_BYTES)}"
        row = AccessToken(
            id=new_id(by.at),
            cooperative_id=by.cooperative_id,
            person_id=by.person_id,
            sign_in_id=sign_in_id,
            name=asked.name.strip(),
            token_hash=token_hash(token),
            permissions=sorted(asked.permissions),
            is_own=asked.is_own,
            authenticator_id=asked.authenticator_id if asked.permissions else None,
            made_at=by.at,
            expires_at=by.at + timedelta(days=asked.days),
            act_id=_record(by, "membership.make_token", asked.permissions),
        )
        row.save(force_insert=True)
    return MadeToken(row.id, token, row.expires_at)


def _refuse(asked: TokenRequest) -> None:
    if not asked.name.strip():
        raise errors.TokenNameMissing
    if not 1 <= asked.days <= DAYS_MAX:
        raise errors.TokenTermImpossible(days_max=DAYS_MAX)
    if not asked.permissions and not asked.is_own:
        raise errors.TokenScopeEmpty
    if asked.permissions and asked.authenticator_id is None:
        raise errors.TokenWithoutFactor


def _refuse_scope(by: Acting, permissions: Collection[Permission]) -> None:
    assert by.person_id is not None
    beyond = sorted(set(permissions) - cooperatives.permissions_of(by.person_id, by.on))
    if beyond:
        raise errors.TokenBeyondOffice(permission=beyond[0].value)


def _refuse_many(by: Acting, person_id: UUID) -> None:
    lock(person_id, invariant=77)
    alive = AccessToken.objects.filter(person_id=person_id, revoked_at=None, expires_at__gt=by.at)
    if alive.count() >= TOKENS_MAX:
        raise errors.TooManyTokens(tokens_max=TOKENS_MAX)


def _record(by: Acting, verb: str, permissions: Collection[str]) -> UUID:
    facts = {"permissions": sorted(permissions)}
    return audit.record(by=by, deed=audit.Deed(verb, "person", by.person_id, facts=facts))


def revoke_token(*, by: Acting, token_id: UUID) -> None:
    """Let one of one's own tokens open nothing any more, from now on; again is harmless. Raises TokenNotFound."""
    assert by.person_id is not None, "a person revokes a token"
    with inside(by.cooperative_id):
        row = AccessToken.objects.filter(id=token_id, person_id=by.person_id).first()
        if row is None:
            raise errors.TokenNotFound(token_id=token_id)
        if row.revoked_at is not None:
            return
        act_id = _record(by, "membership.revoke_token", row.permissions)
        end_tokens(AccessToken.objects.filter(id=token_id, revoked_at=None), at=by.at, act_id=act_id)


def end_tokens(tokens: QuerySet[AccessToken], *, at: datetime, act_id: UUID) -> int:
    """Write that tokens are revoked by an act, never before they were made; how many there were."""
    revoked_at = Greatest(F("made_at"), Value(at))
    return tokens.filter(revoked_at=None).update(revoked_at=revoked_at, revoked_act_id=act_id)


def revoke_tokens(*, sign_in_id: UUID, at: datetime) -> int:
    """Revoke every token of a sign-in, in every cooperative: what opens it has changed hands, or may have."""
    revoked = 0
    for door in doors_of(sign_in_id=sign_in_id):
        with inside(door.cooperative_id):
            alive = AccessToken.objects.filter(sign_in_id=sign_in_id, revoked_at=None, expires_at__gt=at)
            if not alive.exists():
                continue
            on = cooperatives.cooperative(door.cooperative_id).business_date
            by = Acting(door.cooperative_id, door.person_id, None, "own door", on, at)
            act_id = _record(by, "membership.revoke_token", ())
            revoked += end_tokens(alive, at=at, act_id=act_id)
    return revoked


def note_use(*, token_id: UUID, at: datetime, last_used_at: datetime | None) -> None:
    """Write when a token was last used, to the minute, so that a busy program does not write at each request."""
    if last_used_at is not None and at - last_used_at < _USED_AGAIN_AFTER:
        return
    stale = Q(last_used_at=None) | Q(last_used_at__lt=at - _USED_AGAIN_AFTER)
    AccessToken.objects.filter(stale, id=token_id, made_at__lte=at, expires_at__gt=F("made_at")).update(
        last_used_at=at
    )
