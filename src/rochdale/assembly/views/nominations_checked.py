"""What the secretary decides on a nomination, and the trainings that are written down."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from rochdale.assembly import actions
from rochdale.assembly.actions import Named
from rochdale.assembly.forms.nominations import (
    CheckForm,
    TrainingForm,
)
from rochdale.assembly.views import nomination_words as words
from rochdale.assembly.views.finding import meeting_asked
from rochdale.assembly.views.nominations import call_asked, nomination_asked
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import requires, visit_of


@requires(Permission.RUN_MEETINGS)
@require_POST
def check_nomination(request: HttpRequest, number: int, code: str, nomination: int) -> HttpResponse:
    """Admit a candidate, or refuse for the reasons that the by-laws give."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    call = call_asked(seen, code)
    named, by = Named(number, code, nomination), visit.acting(Permission.RUN_MEETINGS)
    form = CheckForm(request.POST, prefix="check")
    if form.is_valid() and request.POST.get("act") == "admit":
        actions.admit_nomination(by=by, named=named, words=form.cleaned_data["words"])
        messages.success(request, _("The candidate is admitted, and on the list."))
    elif form.is_valid():
        actions.refuse_nomination(
            by=by,
            named=named,
            words=form.cleaned_data["words"],
            is_of_group=not form.cleaned_data["is_not_of_group"],
        )
        messages.success(request, _("The nomination is refused. The candidate reads why, and can appeal."))
    return redirect(words.nomination_href(visit, seen, call, nomination))


@requires(Permission.RUN_MEETINGS)
@require_POST
def answer_for_candidate(request: HttpRequest, number: int, code: str, nomination: int) -> HttpResponse:
    """Write down what a candidate answers at the counter or in a letter."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    call = call_asked(seen, code)
    nomination_asked(seen, call, nomination)
    answer = request.POST.get("act", "")
    if answer in {"accept", "decline"}:
        actions.write_answer(
            by=visit.acting(Permission.RUN_MEETINGS),
            named=Named(number, code, nomination),
            accepts=answer == "accept",
        )
        messages.success(request, _("It is written down."))
    return redirect(words.nomination_href(visit, seen, call, nomination))


@requires(Permission.RUN_MEETINGS)
@require_POST
def record_training(request: HttpRequest, number: int, code: str, nomination: int) -> HttpResponse:
    """Write down that the candidate has done a training."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    call = call_asked(seen, code)
    own = nomination_asked(seen, call, nomination)
    form = TrainingForm(request.POST, prefix="training")
    if form.is_valid():
        actions.record_training(
            by=visit.acting(Permission.RUN_MEETINGS), person_id=own.person_id, **form.cleaned_data
        )
        messages.success(request, _("The training is written down."))
    else:
        messages.error(request, _("Say which training, and when it was done."))
    return redirect(words.nomination_href(visit, seen, call, nomination))
