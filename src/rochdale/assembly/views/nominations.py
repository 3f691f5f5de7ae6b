"""An election of a meeting: its seats and who stands; nominating, one's own nomination, and the secretary's check."""

from __future__ import annotations

from typing import Any, cast

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Named, Proposal
from rochdale.assembly.errors import BodyNotFound, CallNotFound, ElectionItemMissing, NominationNotFound
from rochdale.assembly.forms.nominations import (
    CallForm,
    CheckForm,
    NominateForm,
    StatementForm,
    TrainingForm,
)
from rochdale.assembly.queries import MeetingSeen, MeetingStepKind, NominationStepKind, OpenedFile, ballots
from rochdale.assembly.queries.ballot_candidates import seats_voted_on
from rochdale.assembly.queries.eligibility import reasons_against
from rochdale.assembly.queries.nominations import (
    CallSeen,
    NominationSeen,
    call_for,
    election_item,
    has_seconded,
    nomination_for,
    nomination_steps,
    nominations_of,
    photo_of,
    seats_up,
    usual_last_day,
)
from rochdale.assembly.views import nomination_words as words
from rochdale.assembly.views.documents import file_response
from rochdale.assembly.views.finding import meeting_asked
from rochdale.assembly.views.seen import language_now, runs_meetings, voice_number
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, insiders_only, requires, visit_of
from rochdale.membership import queries as membership
from rochdale.web.errors import SpokenRefusal, words_of
from rochdale.web.values import Link

_K = NominationStepKind


def meeting_of_members(visit: Visit, number: int) -> MeetingSeen:
    """A meeting whose elections who visits may see, also before it is called. Raises Http404."""
    seen = meeting_asked(number)
    if not queries.is_of_members(seen.kind) and not runs_meetings(visit):
        raise Http404
    return seen


def call_asked(seen: MeetingSeen, code: str) -> CallSeen:
    """The seats that are put. Raises Http404."""
    try:
        return call_for(seen.id, code)
    except (BodyNotFound, CallNotFound) as missing:
        raise Http404 from missing


def nomination_asked(seen: MeetingSeen, call: CallSeen, nomination: int) -> NominationSeen:
    """A nomination. Raises Http404."""
    try:
        return nomination_for(seen.id, call.body.id, nomination)
    except NominationNotFound as missing:
        raise Http404 from missing


@insiders_only
@require_safe
def contest(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """The election of a body: the seats, the days, the candidates in their order, and what came out."""
    visit = visit_of(request)
    seen = meeting_of_members(visit, number)
    call = call_asked(seen, code)
    known = nominations_of(seen.id, call.body.id)
    runs = runs_meetings(visit)
    context = {
        "title": words.title_of(call),
        "facts": words.call_facts(call),
        "seats": [words.seat_words(seat) for seat in call.seats],
        "groups": words.groups_shown(visit, seen, call, known),
        "waiting": words.waiting_shown(visit, seen, call, known) if runs else [],
        "own": words.own_shown(visit, seen, call, known),
        "doors": _doors(visit, seen, call, runs=runs),
        "runs": runs,
        "hold_href": visit.href("assembly-votes:hold-election", number=number, code=code),
        "back": _back(visit, seen, runs=runs),
    }
    return render(request, "assembly/contest.html", context)


def _back(visit: Visit, seen: MeetingSeen, *, runs: bool) -> Link:
    """To the meeting, or while it is only being prepared to all of them."""
    if seen.was_called or runs:
        return Link(visit.href("assembly-votes:meeting", number=seen.number), seen.title(language_now()))
    return Link(visit.href("assembly-votes:meetings"), _("To all meetings"))


def _doors(visit: Visit, seen: MeetingSeen, call: CallSeen, *, runs: bool) -> list[Link]:
    own = {"number": seen.number, "code": call.body.code}
    if seen.stands in {MeetingStepKind.CLOSED, MeetingStepKind.CANCELLED}:
        return _ballots(visit, seen, call)
    is_open = visit.today <= call.closes_on or call.is_open_to_floor
    doors = []
    if voice_number(visit) is not None and is_open:
        doors.append(Link(visit.href("assembly-votes:nominate", **own), _("Nominate somebody, or yourself")))
    if runs:
        doors.append(
            Link(visit.href("assembly-votes:nominate-for", **own), _("Write down a nomination on paper"))
        )
        doors.append(Link(visit.href("assembly-votes:call-nominations", **own), _("Correct seats and days")))
    return doors


def _ballots(visit: Visit, seen: MeetingSeen, call: CallSeen) -> list[Link]:
    """What is left to see once nobody is nominated any more: the boards of the ballots on this election."""
    try:
        item = election_item(seen, call.body.code)
    except ElectionItemMissing:
        return []
    return [
        Link(
            visit.href("assembly-votes:board-of-ballot", uuid=each.uuid),
            _("The ballot: %(name)s") % {"name": each.name(language_now())},
        )
        for each in ballots.ballots_of(meeting_id=seen.id)
        if each.item_id == item.id and each.is_public
    ]


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def call_nominations(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Put seats to an election, as they follow from who holds them, and correct it."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    try:
        own = queries.body(code)
    except BodyNotFound as missing:
        raise Http404 from missing
    found = seats_up(own.id, seen.held_on)
    choices = [(str(seat.seat_id), words.seat_words(seat)) for seat in found]
    initial = {
        "seats": [value for value, _label in choices],
        "closes_on": usual_last_day(seen.held_on, visit.today),
    }
    form = CallForm(request.POST or None, seats=choices, initial=initial)
    if form.is_valid():
        asked = [seat.seat_id for seat in found if str(seat.seat_id) in form.cleaned_data["seats"]]
        actions.call_nominations(
            by=visit.acting(Permission.RUN_MEETINGS),
            number=number,
            code=code,
            seats=asked,
            closes_on=form.cleaned_data["closes_on"],
        )
        messages.success(request, _("The seats are put. Members can nominate until the last day."))
        return redirect(visit.href("assembly-votes:contest", number=number, code=code))
    lead = _("These seats are vacant on the day of the meeting, or their term ends with it.")
    back = Link(visit.href("assembly-votes:meeting", number=number), seen.title(language_now()))
    title = _("Seats to be filled: %(body)s") % {"body": own.name(language_now())}
    return _one_form(request, form, (title, lead, _("Call for candidates")), back)


@insiders_only
@require_http_methods(["GET", "POST"])
def nominate(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Propose a member, or oneself."""
    visit = visit_of(request)
    seen = meeting_of_members(visit, number)
    call = call_asked(seen, code)
    initial = {"member_number": voice_number(visit)}
    form = NominateForm(request.POST or None, groups=call.groups, initial=initial)
    if form.is_valid():
        visit.require_self()
        person_id = candidate_of(form.cleaned_data["member_number"])
        proposal = Proposal(person_id, form.group, is_from_floor=visit.today > call.closes_on)
        place = actions.nominate(by=visit.acting_for_oneself(), number=number, code=code, proposal=proposal)
        messages.success(request, _("The nomination is written down."))
        return redirect(words.nomination_href(visit, seen, call, place))
    return _one_form(
        request,
        form,
        (words.title_of(call), words.nominate_lead(call), _("Nominate")),
        words.contest_link(visit, seen, call),
    )


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def nominate_for(request: HttpRequest, number: int, code: str) -> HttpResponse:
    """Write down what a member proposes on paper, or aloud from the floor."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    call = call_asked(seen, code)
    form = NominateForm(request.POST or None, groups=call.groups, by_officer=True)
    if form.is_valid():
        proposal = Proposal(
            candidate_of(form.cleaned_data["member_number"]),
            form.group,
            proposer_id=candidate_of(form.cleaned_data["proposer"]),
            is_from_floor=visit.today > call.closes_on,
        )
        by = visit.acting(Permission.RUN_MEETINGS)
        place = actions.nominate(by=by, number=number, code=code, proposal=proposal)
        messages.success(request, _("The nomination is written down."))
        return redirect(words.nomination_href(visit, seen, call, place))
    lead = _(
        "As a member handed it in. The candidate accepts with an own sign-in, or proposes himself or herself."
    )
    return _one_form(
        request, form, (words.title_of(call), lead, _("Write it down")), words.contest_link(visit, seen, call)
    )


def candidate_of(number: int) -> Any:
    """Who stands for a member: the member, or who represents it. Raises MemberNotFound."""
    found = membership.member(number=number)
    stands = [
        each for each in membership.representatives_of(person_id=found.person_id) if each.ends_on is None
    ]
    return stands[0].person_id if stands else found.person_id


@insiders_only
@require_safe
def nomination(request: HttpRequest, number: int, code: str, nomination: int) -> HttpResponse:
    """One nomination: what the candidate says, how it stands, and what who reads can do."""
    visit = visit_of(request)
    seen = meeting_of_members(visit, number)
    call = call_asked(seen, code)
    own = nomination_asked(seen, call, nomination)
    is_own = visit.self_id == own.person_id
    runs = runs_meetings(visit)
    if own.stands is not _K.ADMITTED and not (is_own or runs or own.stands in {_K.PROPOSED, _K.ACCEPTED}):
        raise Http404
    steps = nomination_steps(own.id)
    context = {
        "candidate": words.candidate_shown(visit, seen, call, own),
        "facts": words.nomination_facts(call, own),
        "steps": words.steps_shown(steps, tells_all=is_own or runs),
        "acts": _acts(visit, own, is_own=is_own),
        "act_href": words.nomination_href(visit, seen, call, nomination, "act-on-nomination"),
        "answers": _answers(own) if runs and not is_own else [],
        "answer_href": words.nomination_href(visit, seen, call, nomination, "answer-for-candidate"),
        "statement_href": words.nomination_href(visit, seen, call, nomination, "my-candidacy")
        if is_own and own.stands in {_K.PROPOSED, _K.ACCEPTED, _K.ADMITTED}
        else "",
        "missing": _missing(visit, seen, call, own) if is_own or runs else [],
        "shows_missing": (is_own or runs) and own.stands not in {_K.ADMITTED, _K.WITHDRAWN},
        "check": CheckForm(prefix="check") if runs and _may_check(seen, own, call) else None,
        "check_href": words.nomination_href(visit, seen, call, nomination, "check-nomination"),
        "training": TrainingForm(prefix="training") if runs else None,
        "training_href": words.nomination_href(visit, seen, call, nomination, "record-training"),
        "back": words.contest_link(visit, seen, call),
    }
    return render(request, "assembly/nomination.html", context)


def _may_check(seen: MeetingSeen, own: NominationSeen, call: CallSeen) -> bool:
    """Whether a nomination can be admitted or refused: not once given up, and not while a ballot is on its seats."""
    voted_on = seats_voted_on(meeting_id=seen.id, body_id=call.body.id, electoral_group=own.electoral_group)
    return own.stands is not _K.WITHDRAWN and voted_on is None


def _missing(visit: Visit, seen: MeetingSeen, call: CallSeen, own: NominationSeen) -> list[str]:
    found = reasons_against(
        cooperative_id=visit.cooperative.id, call=call, held_on=seen.held_on, nomination=own, on=visit.today
    )
    return [words.reason_words(reason) for reason in found]


def _acts(visit: Visit, own: NominationSeen, *, is_own: bool) -> list[dict[str, str]]:
    """What a member can do with one press."""
    acts = []
    if is_own and own.stands is _K.PROPOSED:
        acts.append({"act": "accept", "label": _("I accept to stand"), "class": "decide"})
    if is_own and own.stands in {_K.PROPOSED, _K.ACCEPTED, _K.ADMITTED}:
        acts.append({"act": "withdraw", "label": _("I do not stand"), "class": "second"})
    seconds = visit.self_id is not None and voice_number(visit) is not None
    may_second = seconds and own.stands in {_K.PROPOSED, _K.ACCEPTED} and visit.self_id != own.proposer_id
    if may_second and not is_own and not has_seconded(own.id, cast("Any", visit.self_id)):
        acts.append({"act": "second", "label": _("I second this nomination"), "class": ""})
    return acts


def _answers(own: NominationSeen) -> list[dict[str, str]]:
    """What the office can write down for a candidate who answers on paper."""
    accepts = {"act": "accept", "label": _("The candidate accepts"), "class": ""}
    declines = {"act": "decline", "label": _("The candidate does not stand"), "class": "second"}
    if own.stands is _K.PROPOSED:
        return [accepts, declines]
    return [declines] if own.stands in {_K.ACCEPTED, _K.ADMITTED} else []


@insiders_only
@require_POST
def act_on_nomination(request: HttpRequest, number: int, code: str, nomination: int) -> HttpResponse:
    """Accept one's own nomination, give it up, or second somebody else's."""
    visit = visit_of(request)
    seen = meeting_of_members(visit, number)
    call = call_asked(seen, code)
    visit.require_self()
    verbs = {
        "accept": actions.accept_nomination,
        "withdraw": actions.withdraw_nomination,
        "second": actions.second_nomination,
    }
    verb = verbs.get(request.POST.get("act", ""))
    if verb is not None:
        verb(by=visit.acting_for_oneself(), named=Named(number, code, nomination))
        messages.success(request, _("It is written down."))
    return redirect(words.nomination_href(visit, seen, call, nomination))


@insiders_only
@require_http_methods(["GET", "POST"])
def my_candidacy(request: HttpRequest, number: int, code: str, nomination: int) -> HttpResponse:
    """What I say as a candidate, what I declare, and my photograph."""
    visit = visit_of(request)
    seen = meeting_of_members(visit, number)
    call = call_asked(seen, code)
    own = nomination_asked(seen, call, nomination)
    if own.person_id != visit.require_self():
        raise Http404
    languages = visit.cooperative.languages
    said = {f"statement_{language}": own.statements.get(language, "") for language in languages}
    form = StatementForm(
        request.POST or None,
        request.FILES or None,
        languages=languages,
        initial={**said, "interests": own.interests, "has_declared": own.has_declared},
    )
    if form.is_bound and form.is_valid() and _stated(visit, form, Named(number, code, nomination)):
        messages.success(request, _("It is kept. Members read it once you are admitted."))
        return redirect(words.nomination_href(visit, seen, call, nomination))
    context = {
        "title": words.title_of(call),
        "form": form,
        "back": Link(words.nomination_href(visit, seen, call, nomination), _("To my nomination")),
    }
    return render(request, "assembly/my_candidacy.html", context, status=400 if form.is_bound else 200)


def _stated(visit: Visit, form: StatementForm, named: Named) -> bool:
    """Keep the photograph and the words; whether they were taken."""
    photo = form.cleaned_data["photo"]
    try:
        if photo is not None:
            content = bytes(cast("UploadedFile[bytes]", photo).read())
            actions.add_candidate_photo(by=visit.acting_for_oneself(), named=named, content=content)
        actions.state_candidacy(
            by=visit.acting_for_oneself(),
            named=named,
            statements=form.statements(),
            has_declared=form.cleaned_data["has_declared"],
            interests=form.cleaned_data["interests"],
        )
    except SpokenRefusal as refusal:
        form.add_error(None, str(words_of(refusal).happened))
        return False
    return True


@insiders_only
@require_safe
def candidate_photo(
    request: HttpRequest, number: int, code: str, nomination: int, version: int
) -> HttpResponse:
    """The photograph of a candidate."""
    visit = visit_of(request)
    seen = meeting_of_members(visit, number)
    call = call_asked(seen, code)
    own = nomination_asked(seen, call, nomination)
    if own.stands is not _K.ADMITTED and visit.self_id != own.person_id and not runs_meetings(visit):
        raise Http404
    try:
        found = photo_of(own.id, version)
    except NominationNotFound as missing:
        raise Http404 from missing
    name = f"{visit.cooperative.slug}-{number}-{code}-{nomination}"
    return file_response(OpenedFile(found.media_type, "", found.content), name)


def _one_form(request: HttpRequest, form: Any, told: tuple[str, str, str], back: Link) -> HttpResponse:
    title, lead, button = told
    context = {"title": title, "lead": lead, "form": form, "button": button, "back": back}
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)
