"""The standing of a member: kind, common bond, who stands for them, rights; and the forms that change each."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from rochdale.cooperatives.queries import Permission, bylaw, bylaw_or_none
from rochdale.cooperatives.views import Visit, freshly_signed_in, requires, visit_of
from rochdale.kernel.calendar import months_after
from rochdale.membership import actions, queries
from rochdale.membership.actions import BoardVote
from rochdale.membership.errors import SuspensionNotFound
from rochdale.membership.forms import (
    BondForm,
    ClassForm,
    EndStandForm,
    OutOfBondForm,
    StandForm,
    SuspensionForm,
    WordsForm,
)
from rochdale.membership.queries import GROUND_WORDS, MemberClass, MemberFile, PersonKind, Right
from rochdale.membership.views.dated_words import BOND_WORDS, rights_shown, until_shown, whys_shown
from rochdale.membership.views.dates import day_asked
from rochdale.membership.views.member_files import member_file
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Fact, Link


def standing_context(visit: Visit, file: MemberFile) -> dict[str, Any]:
    """What `membership/parts/standing.html` shows of a member: facts of today, and what may be changed."""
    is_natural = file.particulars.kind is PersonKind.NATURAL
    stands = (
        queries.guardians_of(person_id=file.person_id, on=visit.today)
        if is_natural
        else queries.representatives_of(person_id=file.person_id)
    )
    holding = [each for each in stands if not each.ends_on or each.ends_on > visit.today]
    rights = queries.rights_of(cooperative_id=visit.cooperative.id, member_id=file.member_id, on=visit.today)
    return {
        "standing": _facts(file),
        "is_natural": is_natural,
        "stands": [_stand(each) for each in holding],
        "has_rights": rights_shown(rights.holds) if rights else "",
        "has_not": [
            Fact(capfirst(str(right.label)), whys_shown(rights.missing[right])) for right in rights.missing
        ]
        if rights
        else [],
        "suspended": _suspensions(visit, file),
        "standing_acts": [*_acts(visit, file), *_ends(visit, file, holding)] if file.left_on is None else [],
    }


def voice_line(visit: Visit) -> Fact:
    """Whether the member who reads has a voice today, and if not, why."""
    assert visit.member_id is not None
    rights = queries.rights_of(cooperative_id=visit.cooperative.id, member_id=visit.member_id, on=visit.today)
    if rights is not None and Right.VOTE in rights.holds:
        return Fact(_("My voice"), _("one, like everybody’s"), visit.href("membership:my-file"))
    whys = whys_shown(rights.missing.get(Right.VOTE, ())) if rights is not None else ""
    return Fact(_("My voice"), _("none today"), visit.href("membership:my-file"), whys)


def _facts(file: MemberFile) -> list[Fact]:
    facts = []
    if file.bond_ground:
        facts.append(Fact(_("Common bond"), BOND_WORDS.get(file.bond_ground, file.bond_ground)))
    if file.out_of_bond_since:
        facts.append(Fact(_("Outside the common bond since"), file.out_of_bond_since))
    return facts


def _stand(stand: queries.StandingFor) -> Fact:
    ends = until_shown(stand.ends_on, day_text(stand.ends_on, reader_locale()) if stand.ends_on else "")
    since = _("from %(day)s") % {"day": day_text(stand.from_on, reader_locale())}
    return Fact(stand.name, "", "", " · ".join(word for word in (since, ends, stand.mandate) if word))


def _suspensions(visit: Visit, file: MemberFile) -> list[dict[str, Any]]:
    may_lift = Permission.DECIDE_DISCIPLINE in visit.permissions and file.person_id != visit.person_id
    return [
        {
            "suspension": each,
            "rights": rights_shown(each.rights),
            "ground": GROUND_WORDS.get(each.ground, each.ground),
            "href": visit.href("membership:lift-suspension", suspension_id=each.id) if may_lift else "",
        }
        for each in queries.suspensions_of(member_id=file.member_id)
        if each.ends_on > visit.today
    ]


def _acts(visit: Visit, file: MemberFile) -> list[Link]:
    """What the visitor's offices let change, of another."""
    if file.person_id == visit.person_id:
        return []
    is_natural = file.particulars.kind is PersonKind.NATURAL
    of_age_on = queries.majority_on(person_id=file.person_id, on=visit.today) if is_natural else None
    offers = [
        ("member-class", _("Change the kind"), Permission.MANAGE_REGISTER, True),
        ("member-bond", _("Change the common bond"), Permission.MANAGE_REGISTER, True),
        ("member-out-of-bond", _("Keep outside the bond"), Permission.DECIDE_ADMISSIONS, is_natural),
        ("member-representative", _("Name a representative"), Permission.MANAGE_REGISTER, not is_natural),
        (
            "member-guardian",
            _("Name a guardian"),
            Permission.MANAGE_REGISTER,
            of_age_on is not None and of_age_on > visit.today,
        ),
        ("member-suspend", _("Suspend rights"), Permission.DECIDE_DISCIPLINE, True),
    ]
    return [
        Link(visit.href(f"membership:{name}", number=file.number), words)
        for name, words, permission, applies in offers
        if applies and permission in visit.permissions
    ]


def _ends(visit: Visit, file: MemberFile, holding: Sequence[queries.StandingFor]) -> list[Link]:
    """The mandates that may be ended before their time."""
    if Permission.MANAGE_REGISTER not in visit.permissions or file.person_id == visit.person_id:
        return []
    return [
        Link(
            visit.href("membership:end-stand", number=file.number, stand_id=each.id),
            _("End the mandate of %(name)s") % {"name": each.name},
        )
        for each in holding
        if each.ended_act_id is None
    ]


def _page(
    request: HttpRequest,
    file: MemberFile,
    form: forms.Form,
    act: Callable[[Mapping[str, Any]], object],
    *,
    title: str,
    lead: str,
    button: str = "",
) -> HttpResponse:
    """One form about one member; what it does is written down and leads back."""
    visit = visit_of(request)
    may_see = Permission.VIEW_REGISTER in visit.permissions
    back = visit.href("membership:member", number=file.number) if may_see else visit.home_url
    if form.is_bound and form.is_valid():
        act(form.cleaned_data)
        messages.success(request, _("It is written down. What stood there before stays in the history."))
        return redirect(back)
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "button": button or _("Write it down"),
        "back": Link(back, file.name),
    }
    return render(request, "web/one_form.html", context, status=400 if form.is_bound else 200)


def _asked(request: HttpRequest, number: int) -> tuple[Visit, MemberFile, Any]:
    """The visit, the member and what was sent, if anything."""
    return visit_of(request), member_file(number), request.POST if request.method == "POST" else None


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "POST"])
def member_class(request: HttpRequest, number: int) -> HttpResponse:
    """Make a member full or auxiliary, from a day on."""
    visit, file, sent = _asked(request, number)
    by = visit.acting(Permission.MANAGE_REGISTER, for_person_id=file.person_id)
    form = ClassForm(sent, initial={"member_class": file.member_class, "effective_on": visit.today})
    return _page(
        request,
        file,
        form,
        lambda told: actions.change_class(
            by=by,
            number=number,
            member_class=MemberClass(told["member_class"]),
            effective_on=told["effective_on"],
            reason=told["reason"],
        ),
        title=_("Change the kind of membership"),
        lead=_("An auxiliary member uses the services, and does not vote."),
    )


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "POST"])
def member_bond(request: HttpRequest, number: int) -> HttpResponse:
    """Write by which common bond a member belongs, from a day on."""
    visit, file, sent = _asked(request, number)
    by = visit.acting(Permission.MANAGE_REGISTER, for_person_id=file.person_id)
    grounds = [(word, BOND_WORDS.get(word, word)) for word in _listed(visit, "common_bond")]
    start = {"ground": file.bond_ground, "effective_on": visit.today}
    return _page(
        request,
        file,
        BondForm(sent, grounds=grounds, initial=start),
        lambda told: actions.change_bond(by=by, number=number, **told),
        title=_("Change the common bond"),
        lead=_("What ties this member to the cooperative, as the by-laws name it."),
    )


def _listed(visit: Visit, name: str) -> tuple[str, ...]:
    said = bylaw_or_none(name, visit.today)
    return said.words if said else ()


@requires(Permission.DECIDE_ADMISSIONS)
@require_http_methods(["GET", "POST"])
def member_out_of_bond(request: HttpRequest, number: int) -> HttpResponse:
    """The board keeps a member who no longer meets the common bond."""
    visit, file, sent = _asked(request, number)
    by = visit.acting(Permission.DECIDE_ADMISSIONS, for_person_id=file.person_id)
    return _page(
        request,
        file,
        OutOfBondForm(sent, initial={"since": visit.today}),
        lambda told: actions.keep_out_of_bond(by=by, number=number, **told),
        title=_("Keep a member outside the common bond"),
        lead=_("The board may keep a person who no longer meets the bond. The by-laws say how many."),
    )


def _stand_page(
    request: HttpRequest, number: int, act: Callable[..., object], *, title: str, lead: str
) -> HttpResponse:
    visit, file, sent = _asked(request, number)
    by = visit.acting(Permission.MANAGE_REGISTER, for_person_id=file.person_id)
    form = StandForm(sent, initial={"from_on": visit.today, "language": file.particulars.language})

    def name(told: Mapping[str, Any]) -> object:
        known = told["member_number"]
        who: dict[str, Any] = (
            {"person_id": queries.member(number=known).person_id}
            if known
            else {"particulars": form.particulars}
        )
        days = {key: told[key] for key in ("from_on", "until_on", "mandate")}
        return act(by=by, member_number=number, **days, **who)

    return _page(request, file, form, name, title=title, lead=lead)


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "POST"])
def member_representative(request: HttpRequest, number: int) -> HttpResponse:
    """Name the one person through whom an organization is a member."""
    return _stand_page(
        request,
        number,
        actions.name_representative,
        title=_("Name a representative"),
        lead=_(
            "One person acts and votes for the organization, and represents no other. "
            "Who did until now does so no longer from that day on."
        ),
    )


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "POST"])
def member_guardian(request: HttpRequest, number: int) -> HttpResponse:
    """Name somebody who acts for a minor."""
    return _stand_page(
        request,
        number,
        actions.name_guardian,
        title=_("Name a guardian"),
        lead=_("A guardian acts for a minor, and no longer from the day on which the member comes of age."),
    )


@requires(Permission.MANAGE_REGISTER)
@require_http_methods(["GET", "POST"])
def end_stand(request: HttpRequest, number: int, stand_id: UUID) -> HttpResponse:
    """End before its time that somebody stands for a member."""
    visit, file, sent = _asked(request, number)
    by = visit.acting(Permission.MANAGE_REGISTER, for_person_id=file.person_id)
    is_natural = file.particulars.kind is PersonKind.NATURAL
    stands = (
        queries.guardians_of(person_id=file.person_id, on=visit.today)
        if is_natural
        else queries.representatives_of(person_id=file.person_id)
    )
    found = next((each for each in stands if each.id == stand_id), None)
    if found is None:
        raise Http404

    def end(told: Mapping[str, Any]) -> None:
        if is_natural:
            actions.end_guardianship(by=by, member_number=number, guardian_id=found.person_id, on=told["day"])
        else:
            actions.end_representation(by=by, member_number=number, on=told["day"])

    return _page(
        request,
        file,
        EndStandForm(sent, initial={"day": day_asked(request, "on") or visit.today}),
        end,
        title=_("End a mandate"),
        lead=_("%(name)s no longer stands for this member from that day on.") % {"name": found.name},
    )


@freshly_signed_in
@requires(Permission.DECIDE_DISCIPLINE)
@require_http_methods(["GET", "POST"])
def member_suspend(request: HttpRequest, number: int) -> HttpResponse:
    """The board suspends rights of a member, for a time."""
    visit, file, sent = _asked(request, number)
    visit.require_other(file.person_id)
    by = visit.acting(Permission.DECIDE_DISCIPLINE)
    latest = months_after(visit.today, bylaw("suspension_max_months", visit.today).number)
    form = SuspensionForm(
        sent,
        rights=_listed(visit, "suspension_removes"),
        grounds=[(word, GROUND_WORDS.get(word, word)) for word in _listed(visit, "expulsion_grounds")],
        until_on=latest,
    )
    return _page(
        request,
        file,
        form,
        lambda told: actions.suspend_rights(
            by=by,
            number=number,
            rights=[Right(right) for right in told["rights"]],
            until_on=told["until_on"],
            ground=told["ground"],
            words=told["words"],
            vote=BoardVote.of(told),
        ),
        title=_("Suspend rights"),
        lead=_(
            "The rights that you choose, and no others, until %(latest)s at most. "
            "The member reads why, and owes what was owed."
        )
        % {"latest": day_text(latest, reader_locale())},
        button=_("Suspend these rights"),
    )


@freshly_signed_in
@requires(Permission.DECIDE_DISCIPLINE)
@require_http_methods(["GET", "POST"])
def lift_suspension(request: HttpRequest, suspension_id: UUID) -> HttpResponse:
    """The board gives suspended rights back before the end."""
    visit = visit_of(request)
    try:
        found = queries.suspension(suspension_id=suspension_id)
    except SuspensionNotFound as missing:
        raise Http404 from missing
    visit.require_other(found.person_id)
    by = visit.acting(Permission.DECIDE_DISCIPLINE)
    form = WordsForm(request.POST if request.method == "POST" else None)
    return _page(
        request,
        member_file(found.member_number),
        form,
        lambda told: actions.lift_suspension(by=by, suspension_id=suspension_id, words=told["words"]),
        title=_("Give the rights back"),
        lead=_("From today on the member has these rights again: %(rights)s.")
        % {"rights": rights_shown(found.rights)},
        button=_("Give them back"),
    )
