"""Correcting one's own file, what waits for an officer's eyes, and the counter at which an officer does it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, freshly_signed_in, insiders_only, requires, visit_of
from rochdale.kernel.acting import Acting
from rochdale.membership import actions, queries
from rochdale.membership.actions import ConsentPurpose, Contact
from rochdale.membership.forms import ContactForm, FreeWordsForm, NameDecisionForm, NameForm
from rochdale.membership.queries import FilePart, NameAsked
from rochdale.membership.views.looking import by_person, note_looks, shows_file
from rochdale.membership.views.paging import after_of, page_after
from rochdale.membership.views.persons import person_file
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link

_COUNTER = (Permission.MANAGE_REGISTER, Permission.PREPARE_APPLICATIONS)


@freshly_signed_in
@insiders_only
@require_http_methods(["GET", "POST"])
def my_contact(request: HttpRequest) -> HttpResponse:
    """The person who reads corrects how the cooperative reaches them."""
    visit = visit_of(request)
    assert visit.person_id is not None
    known = person_file(visit.person_id).particulars
    form = ContactForm(request.POST) if request.method == "POST" else ContactForm.of(known)
    if form.is_bound and form.is_valid():
        _correct(request, visit.acting_for_oneself(), visit.person_id, form)
        return redirect(visit.href("membership:my-file"))
    context = {
        "form": form,
        "name_href": visit.href("membership:my-name"),
        "takes_email": queries.takes_electronic_letters(person_id=visit.person_id),
        "consents_href": visit.href("membership:my-consents"),
        "back": Link(visit.href("membership:my-file"), _("To my file")),
    }
    return render(request, "membership/my_contact.html", context, status=400 if form.is_bound else 200)


def _correct(request: HttpRequest, by: Acting, person_id: UUID, form: ContactForm) -> None:
    changed = actions.correct_contact(by=by, person_id=person_id, contact=Contact(**form.cleaned_data))
    messages.success(request, _("It is corrected.") if changed else _("Nothing was different."))


@freshly_signed_in
@insiders_only
@require_http_methods(["GET", "POST"])
def my_name(request: HttpRequest) -> HttpResponse:
    """The person who reads asks for another name or birth date, or takes that back."""
    visit = visit_of(request)
    assert visit.person_id is not None
    waiting = queries.name_asked(person_id=visit.person_id)
    by = visit.acting_for_oneself()
    if request.method == "POST" and "withdraw" in request.POST and waiting is not None:
        actions.withdraw_name(by=by, request_id=waiting.id)
        messages.success(request, _("You took it back. Nothing changes."))
        return redirect(visit.href("membership:my-name"))
    known = person_file(visit.person_id).particulars
    form = NameForm(request.POST) if request.method == "POST" else NameForm.of(waiting or known)
    if form.is_bound and form.is_valid():
        actions.ask_for_name(by=by, person_id=visit.person_id, **form.cleaned_data)
        messages.success(
            request, _("It is asked for. Show the proof at the counter; a letter tells you when it is done.")
        )
        return redirect(visit.href("membership:my-name"))
    context = {
        "form": form,
        "waiting": waiting,
        "asked": _asked_facts(waiting) if waiting else [],
        "back": Link(visit.href("membership:my-file"), _("To my file")),
    }
    return render(request, "membership/my_name.html", context, status=400 if form.is_bound else 200)


def _asked_facts(asked: NameAsked) -> list[Fact]:
    facts = [Fact(_("Name"), f"{asked.given_names} {asked.family_name}".strip())]
    if asked.birth_date is not None:
        facts.append(Fact(_("Date of birth"), asked.birth_date))
    return [*facts, Fact(_("Asked on"), asked.asked_on)]


@freshly_signed_in
@requires(Permission.MANAGE_REGISTER)
@require_safe
def name_requests(request: HttpRequest) -> HttpResponse:
    """The changes of name and birth date that wait for an officer, the oldest first."""
    return _requests(request)


def _requests(request: HttpRequest, filled: forms.Form | None = None) -> HttpResponse:
    visit = visit_of(request)
    after = after_of(request)
    page = queries.names_asked(after=after)
    note_looks(visit, FilePart.PARTICULARS, {line.person_id for line in page.lines})
    context = {
        "asked": [_request_shown(visit, line, filled) for line in page.lines],
        "page": page_after(visit.href("membership:name-requests"), after, page.next_after),
    }
    status = 200 if filled is None else 400
    return render(request, "membership/name_requests.html", context, status=status)


def _request_shown(visit: Visit, asked: NameAsked, filled: forms.Form | None) -> dict[str, Any]:
    prefix = str(asked.id)
    is_filled = filled is not None and filled.prefix == prefix
    return {
        "id": asked.id,
        "name": asked.name,
        "facts": _asked_facts(asked),
        "words": asked.words,
        "is_own": asked.person_id == visit.person_id,
        "person_href": visit.href("membership:person", person_id=asked.person_id),
        "decide_href": visit.href("membership:name-decision", request_id=asked.id),
        "form": filled if is_filled else NameDecisionForm(prefix=prefix),
    }


@freshly_signed_in
@requires(Permission.MANAGE_REGISTER)
@require_POST
def name_decision(request: HttpRequest, request_id: UUID) -> HttpResponse:
    """Grant or refuse one of them."""
    visit = visit_of(request)
    form = NameDecisionForm(request.POST, prefix=str(request_id))
    if not form.is_valid():
        return _requests(request, form)
    actions.decide_name(
        by=visit.acting(Permission.MANAGE_REGISTER),
        request_id=request_id,
        is_granted="grant" in request.POST,
        words=form.cleaned_data["words"],
    )
    messages.success(request, _("It is decided, and a letter tells the person."))
    return redirect(visit.href("membership:name-requests"))


@requires(*_COUNTER)
@require_http_methods(["GET", "POST"])
@shows_file(FilePart.PARTICULARS, by_person)
def at_counter(request: HttpRequest, person_id: UUID) -> HttpResponse:
    """What an officer may do for a person who stands at the counter and agreed to it."""
    visit = visit_of(request)
    file = person_file(person_id)
    permission = next(each for each in _COUNTER if each in visit.permissions)
    by = visit.acting(permission, for_person_id=person_id)
    does = request.POST.get("does", "")
    contact = (
        ContactForm(request.POST, prefix="contact")
        if does == "contact"
        else ContactForm.of(file.particulars, prefix="contact")
    )
    if contact.is_bound and contact.is_valid():
        _correct(request, by, person_id, contact)
        return redirect(visit.href("membership:at-counter", person_id=person_id))
    if does == "leave":
        return _leave_for(request, by, file.member_number)
    context = {
        "person": file,
        "agreed": ConsentPurpose.ACTS_AT_COUNTER in queries.consents_given(person_id=person_id),
        "contact": contact,
        "leave": FreeWordsForm(prefix="leave") if file.member_number is not None else None,
        "consents_href": visit.href("membership:person-consents", person_id=person_id),
        "back": Link(visit.href("membership:person", person_id=person_id), file.name),
    }
    return render(request, "membership/at_counter.html", context, status=400 if contact.is_bound else 200)


def _leave_for(request: HttpRequest, by: Acting, number: int | None) -> HttpResponse:
    if number is None:
        raise Http404
    form = FreeWordsForm(request.POST, prefix="leave")
    words = form.cleaned_data["words"] if form.is_valid() else ""
    actions.ask_to_leave(by=by, number=number, words=words, at_counter=True)
    told = _("The notice is written down for %(day)s, in the member’s name and yours.")
    messages.success(request, told % {"day": day_text(by.on, reader_locale())})
    return redirect(visit_of(request).href("membership:member", number=number))
