"""The page on which who runs a meeting runs a verifiable ballot: where it stands, what is next, who is awaited."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from rochdale.assembly import actions
from rochdale.assembly.errors import BallotFaulty
from rochdale.assembly.errors.ballots import OrdersTooMany
from rochdale.assembly.forms.ballots import (
    QUESTIONS_ON_PAGE,
    BallotForm,
    BallotPaperForm,
    CountBallotForm,
    LinkForm,
    TrusteeLine,
    question_forms,
    question_initial,
)
from rochdale.assembly.forms.floor import WordsForm
from rochdale.assembly.queries import (
    BallotStepKind,
    BallotWorkKind,
    ItemSeen,
    Majority,
    MeetingSeen,
    MotionSeen,
    ballot_results,
    ballots,
    motion_of_item,
)
from rochdale.assembly.queries.ballot_candidates import withdrawn_from
from rochdale.assembly.queries.ballot_seats import filled_by, proposed_questions
from rochdale.assembly.queries.ballot_works import WorkSeen, works_open
from rochdale.assembly.queries.balloting import Asked, BallotDraft, TrusteeDraft, motion
from rochdale.assembly.queries.ballots import BallotSeen, TrusteeSeen, trustees_of, trustees_stand
from rochdale.assembly.queries.terms import chair_casts_in_ballot
from rochdale.assembly.queries.trustee_links import trustee_letters
from rochdale.assembly.queries.trusteeship import Standing
from rochdale.assembly.views import ballot_orders
from rochdale.assembly.views.ballot_words import (
    AWAITED,
    ballot_asked,
    ballot_facts,
    ballot_line,
    ballot_link,
    fault_words,
    language_now,
    letter_words,
    live_of,
    outcome_words,
    refused_words,
    steps_of,
    when,
)
from rochdale.assembly.views.finding import meeting_asked
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, requires, visit_of
from rochdale.membership import queries as membership
from rochdale.web.values import Fact

_K = BallotStepKind
_BEFORE = {_K.SET_UP, _K.CODES_MADE}
_OVER = {_K.COUNTED, _K.GIVEN_UP}


@requires(Permission.RUN_MEETINGS)
@require_safe
def meeting_ballots(request: HttpRequest, number: int) -> HttpResponse:
    """The ballots of a meeting, and the items on which one may be prepared."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    found = ballots.ballots_of(meeting_id=seen.id)
    taken = {each.item_id for each in found if each.stands is not _K.GIVEN_UP}
    free = [item for item in seen.items if item.majority is not Majority.NONE and item.id not in taken]
    context = {
        "title": seen.title(language_now()),
        "lines": [
            ballot_line(each, visit.href("assembly-votes:ballot", number=number, ballot=each.number))
            for each in found
        ],
        "items": [
            Fact(
                f"{item.place}. {item.title(language_now())}",
                None,
                visit.href("assembly-votes:new-ballot", number=number, place=item.place),
            )
            for item in free
        ],
        "back": ballot_link(visit, "meeting", _("To the meeting"), number=number),
    }
    return render(request, "assembly/ballots.html", context)


@requires(Permission.RUN_MEETINGS)
@require_http_methods(["GET", "POST"])
def new_ballot(request: HttpRequest, number: int, place: int) -> HttpResponse:
    """Prepare a ballot on an item."""
    visit = visit_of(request)
    seen = meeting_asked(number)
    item = seen.item(place)
    languages = visit.cooperative.languages
    sent = request.POST if request.method == "POST" else None
    first = motion_of(seen, item, languages)
    form = BallotForm(sent, languages=languages, initial=_initial(item, languages))
    proposed = proposed_questions(seen, item_id=item.id) if sent is None else []
    rows = question_forms(most=QUESTIONS_ON_PAGE)(
        sent,
        prefix="q",
        form_kwargs={"languages": languages},
        initial=[question_initial(each) for each in proposed] or None,
    )
    if sent is not None and form.is_valid() and rows.is_valid():
        asked = [row.asked() for row in rows.forms if row.has_changed()]
        draft = _draft(visit, form, [*first, *asked])
        try:
            made = actions.set_up_ballot(
                by=visit.acting(Permission.RUN_MEETINGS), number=number, place=place, draft=draft
            )
        except (BallotFaulty, OrdersTooMany) as refused:
            form.add_error(None, str(refused.message()))
        else:
            messages.success(request, _("The ballot is prepared, and its trustees are written to."))
            return redirect(visit.href("assembly-votes:ballot", number=number, ballot=made))
    context = {
        "title": item.title(language_now()),
        "text": item.text(language_now()),
        "motion": [each.worded(language_now()) for each in first if language_now() in each.texts],
        "orders": ballot_orders.told_before(seen),
        "form": form,
        "rows": rows,
        "back": ballot_link(visit, "ballots", _("To the ballots"), number=number),
    }
    return render(request, "assembly/new_ballot.html", context, status=400 if sent is not None else 200)


def _initial(item: ItemSeen, languages: tuple[str, ...]) -> dict[str, str]:
    return {f"name_{language}": item.title(language) for language in languages}


def motion_of(seen: MeetingSeen, item: ItemSeen, languages: tuple[str, ...]) -> list[Asked]:
    """The question that adopts the item or not, in its words as they stand, where it is one that is adopted."""
    if item.majority is Majority.ELECTION:
        return []
    own: ItemSeen | MotionSeen = motion_of_item(meeting_id=seen.id, item_id=item.id) or item
    return [motion({language: own.text(language) or item.title(language) for language in languages})]


def _draft(visit: Visit, form: BallotForm, questions: list[Asked]) -> BallotDraft:
    zone = visit.cooperative.time_zone
    given = form.cleaned_data
    needed = [_trustee(line, is_mandatory=True) for line in given["needed"]]
    sharing = [_trustee(line, is_mandatory=False) for line in given["sharing"]]
    return BallotDraft(
        names=form.said("name"),
        descriptions=form.said("description"),
        questions=tuple(questions),
        opens_at=form.moment("opens_at", zone),
        closes_at=form.moment("closes_at", zone),
        trustees=(*needed, *sharing),
        threshold=given["threshold"],
    )


def _trustee(line: TrusteeLine, *, is_mandatory: bool) -> TrusteeDraft:
    """Who is meant: a member by number is reached where the register says."""
    if line.member_number is None:
        return TrusteeDraft(line.name, line.email, line.language, None, is_mandatory)
    person_id = membership.member(number=line.member_number).person_id
    known = membership.person(person_id=person_id).particulars
    name = f"{known.given_names} {known.family_name}".strip()
    return TrusteeDraft(name, known.email, known.language, person_id, is_mandatory)


@requires(Permission.RUN_MEETINGS)
@require_safe
def ballot(request: HttpRequest, number: int, ballot: int) -> HttpResponse:
    """One ballot: where it stands, what is next, and who of the trustees is awaited."""
    visit = visit_of(request)
    meeting = meeting_asked(number)
    seen = ballot_asked(meeting, ballot)
    standing = trustees_stand(seen)
    working, letters = works_open(ballot_id=seen.id), trustee_letters(ballot_id=seen.id)
    result = ballot_results.ballot_result(seen)
    seats = filled_by(seen, result) if result else []
    context = {
        "title": seen.name(language_now()),
        "stands": seen.stands.label,
        "facts": ballot_facts(seen),
        "next": _seats_next(visit, seen, meeting)
        if seats
        else _working(working) or _next(visit, seen, standing, meeting),
        "live": live_of(visit, seen) if working else {},
        "refused": None if seen.stands in _OVER or working else refused_words(seen),
        "warning": _warning(seen, standing),
        "orders": ballot_orders.told_of(seen),
        "withdrew": withdrawn_from(seen),
        "trustees": [
            {
                **_trustee_line(visit, meeting, seen, standing, each),
                "judged_since": _judged_since(working, each),
                "letter": letter_words(letters.get(each.place)),
                "link": None if seen.stands in _OVER else LinkForm(prefix=f"link-{each.place}"),
                "link_href": _href(visit, "send-link", meeting, seen, place=each.place),
            }
            for each in trustees_of(ballot_id=seen.id)
        ],
        "letters": _letters(seen),
        "paper": _paper_form(visit, seen),
        "paper_href": _href(visit, "ballot-paper", meeting, seen),
        "public_href": visit.href("assembly-votes:board-of-ballot", uuid=seen.uuid) if seen.is_public else "",
        "give_up": None if seen.stands in _OVER else WordsForm(prefix="give-up"),
        "give_up_href": _href(visit, "give-up-ballot", meeting, seen),
        "outcome": outcome_words(result, seen) if result else [],
        "published_href": visit.href("assembly-votes:election", uuid=seen.uuid) if result else "",
        "steps": steps_of(seen),
        "back": ballot_link(visit, "ballots", _("To the ballots"), number=number),
    }
    return render(request, "assembly/ballot.html", context)


def _href(visit: Visit, name: str, meeting: MeetingSeen, seen: BallotSeen, **more: Any) -> str:
    return visit.href(f"assembly-votes:{name}", number=meeting.number, ballot=seen.number, **more)


def _letters(seen: BallotSeen) -> list[Fact]:
    """What became of the letters with the codes, while that is to be known."""
    if seen.step(_K.CODES_MADE) is None or seen.stands in _OVER:
        return []
    told = ballots.code_letters(ballot_id=seen.id)
    labels = {
        "sent": _("Sent"),
        "waiting": _("On the way, or to be printed"),
        "failed": _("Could not be sent"),
    }
    return [Fact(labels[name], count) for name, count in told.items()]


def _paper_form(visit: Visit, seen: BallotSeen) -> forms.Form | None:
    is_time = seen.stands in {_K.CODES_MADE, _K.OPENED} and visit.at < seen.closes_at
    return BallotPaperForm(prefix="paper") if is_time else None


def _warning(seen: BallotSeen, standing: Standing) -> str:
    """That it cannot be opened any more."""
    if seen.stands in _OVER or standing.can_open:
        return ""
    return _(
        "Keys that are needed are lost: this ballot cannot be opened any more. Give it up, and hold it again."
    )


def _trustee_line(
    visit: Visit, meeting: MeetingSeen, seen: BallotSeen, standing: Standing, trustee: TrusteeSeen
) -> dict[str, Any]:
    awaited = standing.awaited(trustee.place, seen.stands, ranks=seen.ranks)
    return {
        "name": trustee.name,
        "is_mandatory": trustee.is_mandatory,
        "awaited": AWAITED[awaited]() if awaited else "",
        "is_lost": trustee.place in standing.lost,
        "last": trustee.last.label if trustee.last else "",
        "last_at": when(trustee.last_at) if trustee.last_at else "",
        "fault": fault_words(trustee.fault) if trustee.fault else "",
        "lost_href": ""
        if seen.stands in _OVER or trustee.place in standing.lost
        else _href(visit, "lost-key", meeting, seen, place=trustee.place),
    }


def _judged_since(working: Sequence[WorkSeen], trustee: TrusteeSeen) -> str:
    return next((when(each.since) for each in working if each.trustee_id == trustee.id), "")


def _working(working: Sequence[WorkSeen]) -> dict[str, Any]:
    """What the worker does just now; who waits for it does nothing meanwhile."""
    if not working:
        return {}
    since = {"since": when(working[0].since)}
    if working[0].kind is BallotWorkKind.COUNT:
        return {"words": _("The result is being opened, counted and published since %(since)s.") % since}
    return {"words": _("What a trustee gave is being judged since %(since)s.") % since}


def _next(visit: Visit, seen: BallotSeen, standing: Standing, meeting: MeetingSeen) -> dict[str, Any]:
    """What comes next: words, and the act where it can be done now."""
    told = _NEXT.get(seen.stands)
    return told(visit, seen, standing, meeting) if told else {}


def _seats_next(visit: Visit, seen: BallotSeen, meeting: MeetingSeen) -> dict[str, Any]:
    return {
        "words": _(
            "The result is published. Its answers are the candidates of this meeting: give them their seats."
        ),
        "act": _("Give the seats"),
        "href": _href(visit, "seat-by-ballot", meeting, seen),
    }


def _after_set_up(visit: Visit, seen: BallotSeen, standing: Standing, meeting: MeetingSeen) -> dict[str, Any]:
    del standing
    words = ngettext(
        "Give out the voting codes: a letter to the %(count)s member who votes.",
        "Give out the voting codes: a letter to each of the %(count)s members who vote.",
        seen.entitled,
    )
    return {
        "words": words % {"count": seen.entitled},
        "act": _("Make the codes and write the letters"),
        "href": _href(visit, "make-codes", meeting, seen),
    }


def _after_codes(visit: Visit, seen: BallotSeen, standing: Standing, meeting: MeetingSeen) -> dict[str, Any]:
    if standing.keys_missing:
        return {"words": _awaited_words(standing.keys_missing)}
    return {
        "words": _(
            "Every key is there. Compare its number with each trustee, then open: from then on nothing of the ballot "
            "can be changed."
        ),
        "act": _("Open the ballot"),
        "href": _href(visit, "open-ballot", meeting, seen),
    }


def _after_opening(
    visit: Visit, seen: BallotSeen, standing: Standing, meeting: MeetingSeen
) -> dict[str, Any]:
    del standing
    if visit.at < seen.closes_at:
        return {"words": _("Votes are taken until %(when)s.") % {"when": when(seen.closes_at)}}
    return {
        "words": _("The window has run out."),
        "act": _("Close the ballot"),
        "href": _href(visit, "close-ballot", meeting, seen),
    }


def _after_close(visit: Visit, seen: BallotSeen, standing: Standing, meeting: MeetingSeen) -> dict[str, Any]:
    if seen.ranks and seen.stands is _K.CLOSED:
        if standing.shuffles_missing:
            words = ngettext(
                "Trustees shuffle the orders, one after the other: %(count)s more is needed.",
                "Trustees shuffle the orders, one after the other: %(count)s more are needed.",
                standing.shuffles_missing,
            )
            return {"words": words % {"count": standing.shuffles_missing}}
        return {
            "words": _("The orders are shuffled. No other trustee will shuffle once you go on."),
            "act": _("End the shuffles"),
            "href": _href(visit, "end-shuffles", meeting, seen),
        }
    missing = standing.shares_missing()
    if missing:
        return {"words": _awaited_words(missing)}
    return {
        "words": _("Enough trustees gave their part. The result is opened, counted and published."),
        "act": _("Count and publish"),
        "href": _href(visit, "count-ballot", meeting, seen),
        "form": CountBallotForm(prefix="count", has_casting_vote=chair_casts_in_ballot(seen.id)),
    }


_Next = Callable[[Visit, BallotSeen, Standing, MeetingSeen], dict[str, Any]]
_NEXT: Final[Mapping[BallotStepKind, _Next]] = {
    _K.SET_UP: _after_set_up,
    _K.CODES_MADE: _after_codes,
    _K.OPENED: _after_opening,
    _K.CLOSED: _after_close,
    _K.SHUFFLED: _after_close,
}


def _awaited_words(count: int) -> str:
    told = ngettext("%(count)s more trustee is awaited.", "%(count)s more trustees are awaited.", count)
    return told % {"count": count}
