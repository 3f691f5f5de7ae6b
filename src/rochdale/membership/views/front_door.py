"""The front door of the program, outside of all cooperatives, and the first page of one."""

from __future__ import annotations

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from rochdale.cooperatives.queries import Permission, cooperative, directory
from rochdale.cooperatives.views import insiders_only, visit_of
from rochdale.membership import actions, queries
from rochdale.web import http
from rochdale.web.values import Fact


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
    """Every cooperative that is kept here, each with its public page."""
    places = [Fact(place.name, place.tier.label, f"/{place.slug}/join/") for place in directory()]
    return render(request, "membership/join/where.html", {"places": places})


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
