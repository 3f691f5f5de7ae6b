"""Pages that exist for the tests of the reception alone, beside the real ones."""

from __future__ import annotations

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.template.response import SimpleTemplateResponse
from django.urls import path

from rochdale.config.urls import urlpatterns as real
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import members_only, open_to_all, posts_alone, requires, visit_of
from rochdale.membership import actions, queries
from rochdale.membership.actions import Particulars


def unmarked(request: HttpRequest) -> HttpResponse:
    return HttpResponse("nobody should read this")


@open_to_all
def public(request: HttpRequest) -> HttpResponse:
    return HttpResponse(visit_of(request).cooperative.name)


@posts_alone
@open_to_all
def alone(request: HttpRequest) -> HttpResponse:
    return HttpResponse("inside" if connection.in_atomic_block else "alone")


@members_only
def own_act(request: HttpRequest) -> HttpResponse:
    act = visit_of(request).acting(reason="because")
    return HttpResponse(f"{act.authority} {act.on} {act.reason} {act.person_id}")


@requires(Permission.VIEW_REGISTER)
def office_act(request: HttpRequest) -> HttpResponse:
    return HttpResponse(visit_of(request).acting(Permission.MANAGE_REGISTER).authority)


@requires(Permission.VIEW_REGISTER)
def beyond_office(request: HttpRequest) -> HttpResponse:
    visit_of(request).acting(Permission.POST_DEPOSIT)
    return HttpResponse()


@requires(Permission.MANAGE_REGISTER)
def half_done(request: HttpRequest) -> HttpResponse:
    by = visit_of(request).acting(Permission.MANAGE_REGISTER)
    actions.add_persons(by=by, particulars=[Particulars("Half Done", source_key="half")])
    queries.member(number=404)
    return HttpResponse()


@open_to_all
def late(request: HttpRequest) -> HttpResponse:
    names = (
        str(line.name) for line in queries.register(cooperative_id=visit_of(request).cooperative.id).lines
    )
    template = engines["django"].from_string("{% for name in names %}{{ name }};{% endfor %}")
    return SimpleTemplateResponse(template, {"names": names})


VIEWS = (unmarked, public, alone, own_act, office_act, beyond_office, half_done, late)
urlpatterns = [*[path(f"<slug:cooperative>/{view.__name__}/", view) for view in VIEWS], *real]
