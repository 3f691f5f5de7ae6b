"""Receives a request: which cooperative it is for, who asks, and what that person may do there.

Pages under `/<cooperative>/` get a `Visit` on the request and run inside the cooperative's wall, in one
transaction; a view that nobody marked as being for somebody is for nobody. What programs ask for below `/api/`
is received in `config.api.reception`. All other pages pass, and their head greets who is signed in.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from rochdale.config import navigation
from rochdale.config.api import reception
from rochdale.config.arrivals import cooperative_named, visit_by_session
from rochdale.cooperatives.errors import NotAllowed, OtherHat, OwnMatter, SignInStale
from rochdale.cooperatives.queries import Cooperative
from rochdale.cooperatives.views import Visit, admit, posts_by_itself
from rochdale.kernel.errors import Refusal
from rochdale.tenancy.actions import inside
from rochdale.web.http import REFUSED_STATUS, refuse
from rochdale.web.values import Link

SLUG = "cooperative"
# Where somebody types or acts in a hall full of telephones.
_MEETINGS = "/meetings/"
View = Callable[..., HttpResponse]


class Reception:
    """Middleware. Views do not take the cooperative's name from the address: they ask the visit."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self._respond = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self._respond(request)

    def process_view(
        self, request: HttpRequest, view: View, positional: Sequence[Any], named: Mapping[str, Any]
    ) -> HttpResponse | None:
        """Run a view of a cooperative inside its wall; None for a view of none."""
        if reception.is_for_programs(view):
            return reception.received(request, view, named)
        if SLUG not in named:
            _greet_at_the_front_door(request)
            return None
        cooperative = cooperative_named(named[SLUG])
        values = {name: value for name, value in named.items() if name != SLUG}
        with timezone.override(ZoneInfo(cooperative.time_zone)):
            try:
                return _received(request, cooperative, lambda: view(request, *positional, **values), view)
            except Refusal as refusal:
                # The wall's transaction is undone by now: what the page says was not done was not done.
                return _refused(request, refusal)


@dataclass(frozen=True, slots=True)
class _SignedIn:
    """Who stands before all cooperatives, for the head of the page: it leads on, and out."""

    person_name: str
    person_url: str
    sign_out_url: str


def _greet_at_the_front_door(request: HttpRequest) -> None:
    if request.user.is_authenticated:
        known = _SignedIn(request.user.get_username(), reverse("mfa_index"), reverse("account_logout"))
        request.rochdale = known  # type: ignore[attr-defined]  # web.context reads what is there


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    forbidden = isinstance(refusal, NotAllowed | OtherHat | OwnMatter)
    back = None
    if isinstance(refusal, SignInStale):
        query = urlencode({"next": request.get_full_path()})
        back = Link(f"{reverse('account_reauthenticate')}?{query}", _("Show that it is still you"))
    return refuse(request, refusal, back=back, status=403 if forbidden else REFUSED_STATUS)


def _received(
    request: HttpRequest, cooperative: Cooperative, respond: Callable[[], HttpResponse], view: View
) -> HttpResponse:
    if not posts_by_itself(view):
        with inside(cooperative.id):
            return _welcome(request, cooperative, view) or _rendered(respond())
    with inside(cooperative.id):
        turned_away = _welcome(request, cooperative, view)
    return turned_away or respond()


def _welcome(request: HttpRequest, cooperative: Cooperative, view: View) -> HttpResponse | None:
    visit = _steadied(request, _with_head(request, visit_by_session(request, cooperative)))
    request.rochdale = visit  # type: ignore[attr-defined]  # visit_of is the typed way to it
    return admit(request, visit, view)


def _steadied(request: HttpRequest, visit: Visit) -> Visit:
    """The visit with the mark that keeps its forms on a network that drops: on the pages of a meeting."""
    where = request.resolver_match.route if request.resolver_match else ""
    if visit.sign_in_id is None or _MEETINGS not in where:
        return visit
    return replace(visit, steady=salted_hmac("rochdale.steady", str(visit.sign_in_id)).hexdigest()[:16])


def _rendered(response: HttpResponse) -> HttpResponse:
    """A template that is filled in later would be filled in outside the wall."""
    render = getattr(response, "render", None)
    return render() if callable(render) else response


def _with_head(request: HttpRequest, visit: Visit) -> Visit:
    """The visit with what stands at the head of its pages."""
    if visit.sign_in_id is None:
        query = urlencode({"next": request.get_full_path()})
        return replace(visit, sign_in_url=f"{reverse('account_login')}?{query}")
    known = replace(visit, sign_out_url=reverse("account_logout"))
    return known if visit.person_id is None else navigation.shown_to(known)
