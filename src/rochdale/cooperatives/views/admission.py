"""Who is let in to a page. A view says it by a mark; the reception reads it, and without one lets nobody in.

Marks are attributes, so they survive Django's own decorators in any order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.urls import reverse

from rochdale.cooperatives.errors import OtherHat, SignInStale
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views.visits import Hat, Visit

View = TypeVar("View", bound=Callable[..., HttpResponseBase])
_ADMITS = "rochdale_admits"
_POSTS_ALONE = "rochdale_posts_alone"
_FRESH = "rochdale_fresh"


class Audience(StrEnum):
    """For whom a page is."""

    ALL = "all"
    INSIDERS = "insiders"
    MEMBERS = "members"
    OFFICERS = "officers"


@dataclass(frozen=True, slots=True)
class _Admits:
    audience: Audience
    permissions: frozenset[Permission] = frozenset()

    def lets_in(self, visit: Visit) -> bool:
        """Whether the page is for who asks. An officer needs one of the permissions."""
        match self.audience:
            case Audience.ALL:
                return True
            case Audience.INSIDERS:
                return visit.person_id is not None
            case Audience.MEMBERS:
                return visit.member_number is not None
            case Audience.OFFICERS:
                return not self.permissions.isdisjoint(visit.permissions)


def requires(*permissions: Permission) -> Callable[[View], View]:
    """Mark a view as one for officers whose offices allow any of `permissions` on the business day."""
    assert permissions, "name what an officer must be allowed to do"
    return lambda view: _mark(view, _ADMITS, _Admits(Audience.OFFICERS, frozenset(permissions)))


def members_only(view: View) -> View:
    """Mark a view as one for members of the cooperative. It must show each only what is theirs."""
    return _mark(view, _ADMITS, _Admits(Audience.MEMBERS))


def insiders_only(view: View) -> View:
    """Mark a view as one for everybody with a door to the cooperative: members, and staff who are none."""
    return _mark(view, _ADMITS, _Admits(Audience.INSIDERS))


def open_to_all(view: View) -> View:
    """Mark a view as public."""
    return _mark(view, _ADMITS, _Admits(Audience.ALL))


def freshly_signed_in(view: View) -> View:
    """Mark a view whose act could do harm: who asks must have shown a short while ago who is at the screen.

    The page with the form leads to it first, so that nothing typed is lost; what is sent too late is refused.
    """
    return _mark(view, _FRESH, True)


def posts_alone(view: View) -> View:
    """Mark a view that opens its own `tenancy.inside` blocks, so that `ledger.post` can group its entries."""
    return _mark(view, _POSTS_ALONE, True)


def posts_by_itself(view: Callable[..., object]) -> bool:
    """Whether the view was marked with `posts_alone`."""
    return getattr(view, _POSTS_ALONE, False)


def admit(request: HttpRequest, visit: Visit, view: Callable[..., object]) -> HttpResponse | None:
    """None for who is let in; the way to the sign-in, or to the second factor, for who may be let in after it.

    Raises OtherHat and SignInStale where a word of the person is missing, PermissionDenied for everybody else,
    and for all where the view says nothing.
    """
    admits: _Admits | None = getattr(view, _ADMITS, None)
    if admits is None:
        raise PermissionDenied("the view does not say whom it is for")
    if admits.lets_in(visit):
        return _freshened(request, visit) if getattr(view, _FRESH, False) else None
    if visit.sign_in_id is None:
        return redirect_to_login(request.get_full_path())
    if not visit.may_with_office(admits.permissions):
        raise PermissionDenied
    if not visit.second_factor:
        return _led_to("account_second_factor", request)
    assert visit.hat is Hat.MEMBER
    raise OtherHat(hat=visit.hat.value)


def _freshened(request: HttpRequest, visit: Visit) -> HttpResponse | None:
    if visit.is_fresh:
        return None
    if request.method == "POST":
        raise SignInStale(minutes=settings.FRESH_MINUTES)
    return _led_to("account_reauthenticate", request)


def _led_to(name: str, request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")


def _mark(view: View, name: str, value: object) -> View:
    setattr(view, name, value)
    return view
