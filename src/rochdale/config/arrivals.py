"""Who arrives at a cooperative, and as whom: by the session of a browser, or by the access token of a program."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from django.http import Http404, HttpRequest
from django.utils import timezone

from rochdale.config import sign_in
from rochdale.cooperatives.errors import CooperativeNotFound, TokenRefused
from rochdale.cooperatives.queries import Cooperative, OfficeHeld, cooperative_by_slug, offices_of
from rochdale.cooperatives.views import Hat, Visit
from rochdale.membership import actions
from rochdale.membership import queries as membership
from rochdale.membership.views import hat_in


def cooperative_named(slug: str) -> Cooperative:
    """The cooperative of an address. Raises Http404."""
    try:
        return cooperative_by_slug(slug)
    except CooperativeNotFound as missing:
        raise Http404 from missing


def visit_by_session(request: HttpRequest, cooperative: Cooperative) -> Visit:
    """Who visits with a browser, asked inside the cooperative; somebody unknown is a visitor as well."""
    stranger = Visit(cooperative=cooperative, at=timezone.now())
    if not request.user.is_authenticated:
        return stranger
    known = replace(stranger, sign_in_id=request.user.pk)
    proofs = sign_in.proofs(request)
    entered = membership.entered_by(sign_in_id=request.user.pk, authenticator_ids=proofs.authenticator_ids)
    if entered is None:
        return replace(known, proved_at=proofs.last_at)
    hat = hat_in(request, cooperative.slug) if entered.member_number is not None else Hat.OFFICER
    factor_id = proofs.authenticator_ids[-1] if proofs.authenticator_ids else None
    return _entered(replace(known, proved_at=proofs.last_at, factor_id=factor_id), entered, hat)


def visit_by_token(cooperative: Cooperative, token: str) -> Visit:
    """For whom a program visits, asked inside the cooperative. Raises TokenRefused.

    What a token may do was chosen by a person who had just shown who is at the screen: it is not asked again.
    """
    at = timezone.now()
    found = membership.entered_by_token(token=token, at=at)
    if found is None:
        raise TokenRefused
    actions.note_use(token_id=found.token_id, at=at, last_used_at=found.last_used_at)
    program = Visit(
        cooperative=cooperative,
        at=at,
        sign_in_id=found.sign_in_id,
        proved_at=at,
        token_id=found.token_id,
        granted=found.permissions,
        is_own=found.is_own,
    )
    visit = _entered(program, found.person, Hat.OFFICER)
    return visit if found.is_own else replace(visit, member_id=None, member_number=None)


def _entered(visit: Visit, entered: membership.EnteredPerson, hat: Hat) -> Visit:
    held = _held(entered.person_id, visit)
    return replace(
        visit,
        second_factor=entered.second_factor,
        held=held,
        hat=hat if held else Hat.MEMBER,
        person_id=entered.person_id,
        person_name=entered.name,
        member_id=entered.member_id,
        member_number=entered.member_number,
        # An office counts once its holder has shown a second factor, and while the officer's hat is on.
        offices=tuple(held) if entered.second_factor and hat is Hat.OFFICER else (),
    )


def _held(person_id: UUID, visit: Visit) -> tuple[OfficeHeld, ...]:
    held: Sequence[OfficeHeld] = offices_of(person_id, visit.today)
    return tuple(held)
