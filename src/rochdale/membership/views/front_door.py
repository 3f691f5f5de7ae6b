"""The front door of the program, outside of all cooperatives, and the first page of one."""

from __future__ import annotations

from urllib.parse import urlencode

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import Permission, cooperative, directory_page
from rochdale.cooperatives.views import insiders_only, visit_of
from rochdale.membership import actions, queries
from rochdale.web import http
from rochdale.web.values import Fact, Page

PLACES = 50


@require_safe
def front_door(request: HttpRequest) -> HttpResponse:
    """The way on after signing in: to the one cooperative, or to the choice among several."""
    if not request.user.is_authenticated:
        return redirect_to_login("/")
    doors = queries.doors_of(sign_in_id=request.user.pk)
    places = [cooperative(door.cooperative_id) for door in doors]
    if len(places) == 1:
        return HttpResponseRedirect(f"/{places[0].slug}/")
    links = [Fact(place.name, place.tier.label, f"/{place.slug}/") for place in places]
    links.sort(key=lambda fact: str(fact.label))
    return render(
        request, "membership/front_door.html", {"places": links, "email": request.user.get_username()}
    )


@require_safe
def where_to_join(request: HttpRequest) -> HttpResponse:
    """The cooperatives that are kept here, each with its public page, searched and paged."""
    search, after = request.GET.get("q", "").strip(), request.GET.get("after", "")
    found = directory_page(search=search, after=after, limit=PLACES)
    following = found.lines[-1].slug if found.goes_on else ""
    context = {
        "places": [Fact(place.name, place.tier.label, f"/{place.slug}/join/") for place in found.lines],
        "search": search,
        # Somebody who reads every name at a glance needs no search.
        "searchable": bool(search or after or following),
        "action": reverse("where-to-join"),
        "page": _places_page(search, after, following),
    }
    return render(request, "membership/join/where.html", context)


def _places_page(search: str, after: str, following: str) -> Page:
    asked = {"q": search} if search else {}
    return Page(
        previous=f"?{urlencode(asked)}" if after else "",
        next=f"?{urlencode(asked | {'after': following})}" if following else "",
    )


@require_safe
def choose_language(request: HttpRequest, language: str) -> HttpResponse:
    """Switch the language of the pages; who is signed in is greeted in it from now on, on every device."""
    response = http.switch_language(request, language)
    if request.user.is_authenticated:
        actions.choose_language(sign_in_id=request.user.pk, language=language)
    return response


@insiders_only
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The first page of a cooperative, until a higher room gives it a better one."""
    visit = visit_of(request)
    may_read = Permission.VIEW_REGISTER in visit.permissions
    return redirect(visit.href("membership:register" if may_read else "membership:my-file"))
