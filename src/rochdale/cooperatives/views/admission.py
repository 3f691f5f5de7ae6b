"""Who is let in to a page. A view says it by a mark; the reception reads it, and without one lets nobody in.

Marks are attributes, so they survive Django's own decorators in any order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from rochdale.cooperatives.errors import NotLetIn, NotSignedIn, OtherHat, SecondFactorNeeded, SignInStale
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views.visits import Hat, Visit

View = TypeVar("View", bound=Callable[..., object])
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
class Task:
    """What somebody is named to for one thing, such as to chair one meeting, and which lets in like an office.

    `holds` says whether who visits is named to it for what the address names; `name` is its word in
    docs/reference/permissions.md.
    """

    name: str
    holds: Callable[[Visit, Mapping[str, Any]], bool]


@dataclass(frozen=True, slots=True)
class _Admits:
    audience: Audience
    permissions: frozenset[Permission] = frozenset()
    task: Task | None = None

    def lets_in(self, visit: Visit, values: Mapping[str, Any]) -> bool:
        """Whether the page is for who asks. An officer needs one of the permissions, or the task."""
        match self.audience:
            case Audience.ALL:
                return True
            case Audience.INSIDERS:
                return visit.person_id is not None
            case Audience.MEMBERS:
                return visit.member_number is not None
            case Audience.OFFICERS:
                is_named = self.task is not None and self.task.holds(visit, values)
                return is_named or not self.permissions.isdisjoint(visit.permissions)


def requires(*permissions: Permission, or_named: Task | None = None) -> Callable[[View], View]:
    """Mark a view as one for officers whose offices allow any of `permissions` on the business day.

    `or_named` lets in who holds that task as well.
    """
    assert permissions, "name what an officer must be allowed to do"
    return lambda view: _mark(view, _ADMITS, _Admits(Audience.OFFICERS, frozenset(permissions), or_named))


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


class Verdict(StrEnum):
    """What the reception says to somebody who asks. Pages and the API say it in their own ways."""

    WELCOME = "welcome"
    UNKNOWN = "unknown"
    SHUT = "shut"
    FACTOR_MISSING = "factor missing"
    OTHER_HAT = "other hat"
    STALE = "stale"


def verdict(visit: Visit, view: Callable[..., object], values: Mapping[str, Any]) -> Verdict:
    """Whether a view is for who asks, and if not, what is missing. A view that says nothing is for nobody.

    `values` are what the address names.
    """
    admits: _Admits | None = getattr(view, _ADMITS, None)
    if admits is None:
        return Verdict.SHUT
    if admits.lets_in(visit, values):
        return Verdict.STALE if needs_proof(view) and not visit.is_fresh else Verdict.WELCOME
    if visit.sign_in_id is None:
        return Verdict.UNKNOWN
    if not visit.may_with_office(admits.permissions):
        return Verdict.SHUT
    if not visit.second_factor:
        return Verdict.FACTOR_MISSING
    assert visit.hat is Hat.MEMBER
    return Verdict.OTHER_HAT


def is_open_to(visit: Visit, view: Callable[..., object], **values: object) -> bool:
    """Whether a page is for who asks, for a link that would else lead to a closed door."""
    return verdict(visit, view, values) in {Verdict.WELCOME, Verdict.STALE}


def needs_proof(view: Callable[..., object]) -> bool:
    """Whether the view was marked with `freshly_signed_in`."""
    return getattr(view, _FRESH, False)


def audience_of(view: Callable[..., object]) -> str:
    """For whom a view is, in the words of docs/reference/permissions.md; empty where it does not say."""
    admits: _Admits | None = getattr(view, _ADMITS, None)
    if admits is None:
        return ""
    if admits.audience is Audience.ALL:
        return "everyone"
    if admits.audience is not Audience.OFFICERS:
        return admits.audience.value
    if admits.permissions == frozenset(Permission):
        return "officers"
    task = [admits.task.name] if admits.task else []
    return ", ".join([*(f"`{each.value}`" for each in sorted(admits.permissions)), *task])


def admit(request: HttpRequest, visit: Visit, view: Callable[..., object]) -> HttpResponse | None:
    """None for who is let in; the way to the sign-in, or to the second factor, for who may be let in after it.

    Raises OtherHat and SignInStale where a word of the person is missing, PermissionDenied for everybody else,
    and for all where the view says nothing.
    """
    match verdict(visit, view, request.resolver_match.kwargs if request.resolver_match else {}):
        case Verdict.WELCOME:
            return None
        case Verdict.UNKNOWN:
            return redirect_to_login(request.get_full_path())
        case Verdict.FACTOR_MISSING:
            return _led_to("account_second_factor", request)
        case Verdict.OTHER_HAT:
            raise OtherHat(hat=visit.hat.value)
        case Verdict.STALE if request.method == "POST":
            raise SignInStale(minutes=settings.FRESH_MINUTES)
        case Verdict.STALE:
            return _led_to("account_reauthenticate", request)
        case Verdict.SHUT:
            raise PermissionDenied


def admit_program(visit: Visit, view: Callable[..., object], values: Mapping[str, Any]) -> None:
    """Let in who asks over the API, by the same verdict as the pages give.

    Raises NotSignedIn, NotLetIn, SecondFactorNeeded, OtherHat, SignInStale.
    """
    match verdict(visit, view, values):
        case Verdict.WELCOME:
            return
        case Verdict.UNKNOWN:
            raise NotSignedIn
        case Verdict.FACTOR_MISSING:
            raise SecondFactorNeeded
        case Verdict.OTHER_HAT:
            raise OtherHat(hat=visit.hat.value)
        case Verdict.STALE:
            raise SignInStale(minutes=settings.FRESH_MINUTES)
        case Verdict.SHUT:
            raise NotLetIn


def _led_to(name: str, request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")


def _mark(view: View, name: str, value: object) -> View:
    setattr(view, name, value)
    return view
