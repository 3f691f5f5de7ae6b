"""One line of a roll for who runs the meeting: what was written beside it, its correction, answers to challenges."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.assembly import actions, queries
from rochdale.assembly.forms import AnswerForm, CorrectionForm
from rochdale.assembly.queries import RollLineSeen, RollSeen
from rochdale.assembly.views.roll_pages import form_page, may_act, or_404
from rochdale.assembly.views.roll_words import REASON_WORDS, delegate_of, line_shown, reasons_shown
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries as register
from rochdale.voting.rolls import Reason
from rochdale.web.values import Fact, Link


@dataclass(frozen=True, slots=True)
class _Matter:
    """A line of a roll, with the name of the member."""

    seen: RollSeen
    line: RollLineSeen
    name: str


def _matter(number: int, member_number: int) -> _Matter:
    seen = or_404(lambda: queries.roll(number))
    line = or_404(lambda: queries.roll_line(seen.id, member_number=member_number))
    return _Matter(seen, line, _name(line.person_id))


def _name(person_id: UUID) -> str:
    return register.names_of(person_ids=[person_id]).get(person_id, "")


@requires(Permission.RUN_MEETINGS, Permission.VIEW_AUDIT)
@require_http_methods(["GET", "POST"])
def roll_line(request: HttpRequest, number: int, member_number: int) -> HttpResponse:
    """One line of a roll with what was written beside it, and its correction."""
    visit = visit_of(request)
    matter = _matter(number, member_number)
    line = matter.line
    form = _correction_form(request, line)
    if form.is_bound and form.is_valid():
        actions.correct_line(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=number,
            member_number=member_number,
            reasons=form.cleaned_data["reasons"],
            words=form.cleaned_data["words"],
        )
        messages.success(request, _("The roll is corrected. What was drawn stands beside it."))
        return redirect(visit.href("assembly-votes:roll", number=number))
    may_correct = may_act(visit) and matter.seen.frozen is None and not _is_own(visit, line)
    context = {
        "title": _("%(name)s, member %(number)s") % {"name": matter.name, "number": line.number},
        "facts": _line_facts(line),
        "corrections": [
            (each, reasons_shown(each.reasons) or _("may vote")) for each in queries.corrections_of(line.id)
        ],
        "form": form if may_correct else None,
        "frozen": matter.seen.frozen,
        "back": Link(visit.href("assembly-votes:roll", number=number), _("To the roll")),
    }
    return render(request, "assembly/roll_line.html", context, status=400 if form.is_bound else 200)


def _is_own(visit: Visit, line: RollLineSeen) -> bool:
    return visit.person_id is not None and visit.person_id in {line.person_id, line.voter_id}


def _correction_form(request: HttpRequest, line: RollLineSeen) -> CorrectionForm:
    start = {"may_vote": "no" if line.reasons else "yes", "reasons": [each.value for each in line.reasons]}
    choices = [(reason.value, capfirst(str(words))) for reason, words in REASON_WORDS.items()]
    sent = request.POST if request.method == "POST" else None
    return CorrectionForm(sent, reasons=choices, initial=start)


def _line_facts(line: RollLineSeen) -> list[Fact]:
    facts = [
        Fact(_("On the roll"), line_shown(line)),
        Fact(_("As it was drawn"), reasons_shown(line.drawn) or _("may vote")),
    ]
    if line.voter_id is not None and line.voter_id != line.person_id:
        facts.append(Fact(_("Who votes"), _name(line.voter_id)))
    if line.mandate_id is not None:
        facts.append(Fact(_("By which mandate"), delegate_of(line, get_language() or "fr")))
    if line.members_counted is not None:
        facts.append(Fact(_("Members counted"), line.members_counted))
    return facts


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def answer_challenge(request: HttpRequest, number: int, challenge: int) -> HttpResponse:
    """Answer what a member said against a line."""
    visit = visit_of(request)
    seen = or_404(lambda: queries.roll(number))
    asked = or_404(lambda: queries.challenge(seen.id, place=challenge))
    matter = _matter(number, asked.member_number)
    form = AnswerForm(request.POST if request.method == "POST" else None)

    if form.is_bound and form.is_valid():
        is_upheld = form.cleaned_data["is_upheld"] == "yes"
        actions.answer_challenge(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=number,
            challenge=challenge,
            is_upheld=is_upheld,
            words=form.cleaned_data["words"],
            # Who has a vote loses it, and who has none is given it.
            reasons=() if matter.line.reasons else (Reason.CORRECTED,),
        )
        messages.success(request, _("The answer is written down; the member reads it on the own page."))
        return redirect(visit.href("assembly-votes:roll", number=number))
    lead = _("%(name)s, member %(number)s: %(told)s. %(who)s says: “%(words)s”") % {
        "name": matter.name,
        "number": asked.member_number,
        "told": line_shown(matter.line),
        "who": _name(asked.challenger_id),
        "words": asked.words,
    }
    return form_page(
        request,
        form,
        title=_("Answer a challenge"),
        lead=lead,
        button=_("Give this answer"),
        back=Link(visit.href("assembly-votes:roll", number=number), _("To the roll")),
    )
