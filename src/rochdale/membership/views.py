"""The pages of the register and of a person, and the front door of the program."""

from __future__ import annotations

from dataclasses import replace
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.cooperatives.queries import Permission, cooperative
from rochdale.cooperatives.views import Visit, insiders_only, requires, visit_of
from rochdale.membership import actions, queries
from rochdale.membership.errors import MemberNotFound, PersonNotFound
from rochdale.membership.forms import ParticularsForm
from rochdale.membership.queries import MemberFile, MemberLine, PersonFile
from rochdale.web import http
from rochdale.web.context import page
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link, Page

PAGE_LINES = 50


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


@requires(Permission.VIEW_REGISTER)
@require_safe
def register(request: HttpRequest) -> HttpResponse:
    """The register by name, or what was searched for, page by page."""
    visit = visit_of(request)
    search = request.GET.get("q", "").strip()
    after = request.GET.get("after", "")
    found = queries.register(
        cooperative_id=visit.cooperative.id, search=search, after_cursor=after, limit=PAGE_LINES
    )
    context = {
        "search": search,
        "lines": [_register_line(visit, line) for line in found.lines],
        "page": _page(visit, search, after, found.next_cursor),
        "members": queries.members_at(cooperative_id=visit.cooperative.id, on=visit.today),
        "today": visit.today,
        "action": visit.href("membership:register"),
        # The page is a search itself: the one at the head would be a second.
        "head": replace(page(request)["head"], search=""),
    }
    return render(request, "membership/register.html", context)


def _register_line(visit: Visit, line: MemberLine) -> Fact:
    since = day_text(line.joined_on, reader_locale())
    if line.left_on is not None:
        note = _("since %(since)s; left on %(left)s") % {
            "since": since,
            "left": day_text(line.left_on, reader_locale()),
        }
    else:
        note = _("since %(since)s") % {"since": since}
    name = f"{line.family_name}, {line.given_names}" if line.given_names else line.family_name
    words = [line.town, str(line.member_class.label) if line.member_class != "full" else "", note]
    href = visit.href("membership:member", number=line.number)
    return Fact(name, str(line.number), href, " · ".join(word for word in words if word))


def _page(visit: Visit, search: str, after: str, next_cursor: str) -> Page:
    href = visit.href("membership:register")
    asked = {"q": search} if search else {}
    first = f"{href}?{urlencode(asked)}" if asked else href
    return Page(
        previous=first if after else "",
        next=f"{href}?{urlencode(asked | {'after': next_cursor})}" if next_cursor else "",
    )


@requires(Permission.VIEW_REGISTER)
@require_safe
def member(request: HttpRequest, number: int) -> HttpResponse:
    """A member as the register knows them. A room above shows the same with accounts, at the same address."""
    return render(request, "membership/member.html", member_context(visit_of(request), number))


def member_context(visit: Visit, number: int) -> dict[str, Any]:
    """What `membership/member.html` shows, for the rooms above that extend it. Raises Http404."""
    file = member_file(number)
    may_change = Permission.MANAGE_REGISTER in visit.permissions
    return {
        "member": file,
        "facts": _membership_facts(file),
        "particulars": particulars_shown(file.particulars),
        "can_sign_in": file.can_sign_in,
        "change_href": visit.href("membership:member-particulars", number=number) if may_change else "",
        "back": Link(visit.href("membership:register"), _("The register")),
    }


def member_file(number: int) -> MemberFile:
    """A member of the cooperative of the visit. Raises Http404."""
    try:
        return queries.member(number=number)
    except MemberNotFound as missing:
        raise Http404 from missing


def _membership_facts(file: MemberFile) -> list[Fact]:
    facts = [Fact(_("Member since"), file.joined_on)]
    if file.left_on is not None:
        facts.append(Fact(_("Left on"), file.left_on))
    return [*facts, Fact(_("Kind of membership"), capfirst(file.member_class.label))]


def particulars_shown(known: queries.Particulars) -> list[Fact]:
    """A person's particulars, line by line; what is not known is left out."""
    place = " ".join(word for word in (known.town, known.postal_code) if word)
    told: list[tuple[str, Any]] = [
        (_("Date of birth"), known.birth_date),
        (_("E-mail address"), known.email),
        (_("Telephone"), known.telephone),
        (_("Address"), ", ".join(word for word in (known.street, place) if word)),
        (_("Language"), _LANGUAGE_NAMES.get(known.language, known.language)),
    ]
    return [Fact(label, value) for label, value in told if value]


_LANGUAGE_NAMES = {"fr": "Français", "en": "English", "cs": "Čeština"}


@requires(Permission.VIEW_REGISTER)
@require_safe
def person(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """A person who need not be a member; a member's page is found by the number."""
    visit = visit_of(request)
    file = _person_file(person_id)
    if file.member_number is not None:
        return redirect(visit.href("membership:member", number=file.member_number))
    may_change = Permission.MANAGE_REGISTER in visit.permissions
    context = {
        "person": file,
        "particulars": particulars_shown(file.particulars),
        "can_sign_in": file.can_sign_in,
        "change_href": visit.href("membership:person-particulars", person_id=person_id) if may_change else "",
        "back": Link(visit.href("membership:register"), _("The register")),
    }
    return render(request, "membership/person.html", context)


def _person_file(person_id: UUID) -> PersonFile:
    try:
        return queries.person(person_id=person_id)
    except PersonNotFound as missing:
        raise Http404 from missing


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "POST"])
def member_particulars(request: HttpRequest, number: int) -> HttpResponse:
    """Correct what is known of a member."""
    back = visit_of(request).href("membership:member", number=number)
    return _change(request, _person_file(member_file(number).person_id), back)


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "POST"])
def person_particulars(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """Correct what is known of a person who is no member."""
    back = visit_of(request).href("membership:person", person_id=person_id)
    return _change(request, _person_file(person_id), back)


def _change(request: HttpRequest, file: PersonFile, back: str) -> HttpResponse:
    form = ParticularsForm(request.POST) if request.method == "POST" else ParticularsForm.of(file.particulars)
    if form.is_bound and form.is_valid():
        changed = actions.change_particulars(
            by=visit_of(request).acting(Permission.MANAGE_REGISTER),
            person_id=file.person_id,
            particulars=form.particulars(file.particulars),
        )
        messages.success(
            request, _("The particulars were changed.") if changed else _("Nothing was different.")
        )
        return redirect(back)
    context = {"form": form, "person": file, "back": Link(back, file.name)}
    return render(request, "membership/particulars_form.html", context, status=400 if form.is_bound else 200)


@insiders_only
@require_safe
def my_file(request: HttpRequest) -> HttpResponse:
    """What the cooperative keeps about the person who reads, and about nobody else."""
    visit = visit_of(request)
    assert visit.person_id is not None
    file = _person_file(visit.person_id)
    facts = _membership_facts(member_file(visit.member_number)) if visit.member_number else []
    context = {
        "person": file,
        "number": visit.member_number,
        "facts": facts,
        "particulars": particulars_shown(file.particulars),
        "email": request.user.get_username(),
    }
    return render(request, "membership/my_file.html", context)
