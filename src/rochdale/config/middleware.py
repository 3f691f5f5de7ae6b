"""Receives a request: which cooperative it is for, who asks, and what that person may do there.

Pages under `/<cooperative>/` get a `Visit` on the request and run inside the cooperative's wall, in one
transaction; a view that nobody marked as being for somebody is for nobody. All other pages pass untouched.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from zoneinfo import ZoneInfo

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from rochdale.config import navigation, sign_in
from rochdale.cooperatives.errors import CooperativeNotFound, NotAllowed, OtherHat, OwnMatter, SignInStale
from rochdale.cooperatives.queries import Cooperative, cooperative_by_slug, offices_of
from rochdale.cooperatives.views import Hat, Visit, admit, posts_by_itself
from rochdale.kernel.errors import Refusal
from rochdale.membership import queries as membership
from rochdale.membership.views import hat_in
from rochdale.tenancy.actions import inside
from rochdale.web.http import REFUSED_STATUS, refuse
from rochdale.web.values import Link

SLUG = "cooperative"
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
        if SLUG not in named:
            return None
        cooperative = _cooperative(named[SLUG])
        values = {name: value for name, value in named.items() if name != SLUG}
        with timezone.override(ZoneInfo(cooperative.time_zone)):
            try:
                return _received(request, cooperative, lambda: view(request, *positional, **values), view)
            except Refusal as refusal:
                # The wall's transaction is undone by now: what the page says was not done was not done.
                return _refused(request, refusal)


def _refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    forbidden = isinstance(refusal, NotAllowed | OtherHat | OwnMatter)
    back = None
    if isinstance(refusal, SignInStale):
        query = urlencode({"next": request.get_full_path()})
        back = Link(f"{reverse('account_reauthenticate')}?{query}", _("Show that it is still you"))
    return refuse(request, refusal, back=back, status=403 if forbidden else REFUSED_STATUS)


def _cooperative(slug: str) -> Cooperative:
    try:
        return cooperative_by_slug(slug)
    except CooperativeNotFound as missing:
        raise Http404 from missing


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
    visit = _visit(request, cooperative)
    request.rochdale = visit  # type: ignore[attr-defined]  # visit_of is the typed way to it
    return admit(request, visit, view)


def _rendered(response: HttpResponse) -> HttpResponse:
    """A template that is filled in later would be filled in outside the wall."""
    render = getattr(response, "render", None)
    return render() if callable(render) else response


def _visit(request: HttpRequest, cooperative: Cooperative) -> Visit:
    stranger = Visit(cooperative=cooperative, at=timezone.now())
    if not request.user.is_authenticated:
        query = urlencode({"next": request.get_full_path()})
        return replace(stranger, sign_in_url=f"{reverse('account_login')}?{query}")
    known = replace(stranger, sign_in_id=request.user.pk, sign_out_url=reverse("account_logout"))
    proofs = sign_in.proofs(request)
    entered = membership.entered_by(sign_in_id=request.user.pk, authenticator_ids=proofs.authenticator_ids)
    if entered is None:
        return replace(known, proved_at=proofs.last_at)
    held = tuple(offices_of(entered.person_id, cooperative.business_date))
    hat = hat_in(request, cooperative.slug) if entered.member_number is not None else Hat.OFFICER
    person = replace(
        known,
        proved_at=proofs.last_at,
        second_factor=entered.second_factor,
        held=held,
        hat=hat if held else Hat.MEMBER,
        person_id=entered.person_id,
        person_name=entered.name,
        member_id=entered.member_id,
        member_number=entered.member_number,
        # An office counts once its holder has shown a second factor, and while the officer's hat is on.
        offices=held if entered.second_factor and hat is Hat.OFFICER else (),
    )
    return navigation.shown_to(person)
