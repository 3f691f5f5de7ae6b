"""What each effect of this room will change, before and after, in the reader's language; and the list of them all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from rochdale.assembly import queries
from rochdale.assembly.actions import EffectKind, Setting, built_in
from rochdale.assembly.actions.effects import Facts
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.queries import PARAMETERS, BylawAnswer, BylawSource, OfficeKind
from rochdale.membership import queries as membership
from rochdale.membership.queries import Right
from rochdale.membership.views import bylaw_in_words
from rochdale.money.amount import Money
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Effect, Words


def _day(day: date) -> str:
    return day_text(day, reader_locale())


def amendment_effects(facts: Facts, setting: Setting) -> Sequence[Effect]:
    """Each parameter as it is and as it will be, and from which day."""
    effective_from, changes = built_in.read_amendment(facts, setting.cooperative_id)
    in_force = cooperatives.bylaws(setting.on)
    lines = []
    for change in changes:
        known, parameter = in_force.get(change.name), PARAMETERS.get(change.name)
        label = parameter.label if parameter else change.name
        lines.append(Effect(label, _said(known), _will_say(change.name, change.value, known)))
    day = max(effective_from, setting.on)
    return [*lines, Effect(_("In force from"), "", day)]


def _said(answer: BylawAnswer | None) -> Words:
    return bylaw_in_words(answer) if answer else _("nothing is said")


def _will_say(name: str, value: object, known: BylawAnswer | None) -> str:
    parameter = PARAMETERS.get(name)
    if parameter is None:
        return str(value)
    unit = value.currency.code if isinstance(value, Money) else parameter.unit
    told = BylawAnswer(
        name=name, kind=parameter.kind, value=value, unit=unit, rule="", source="", version=0, stated_in=0,  # type: ignore[arg-type]  # judged before
        effective_from=known.effective_from if known else date.min, decided_by=BylawSource.BYLAW,
    )  # fmt: skip
    return bylaw_in_words(told)


def admission_effects(facts: Facts, setting: Setting) -> Sequence[Effect]:  # noqa: ARG001  # as every description
    """Who is accepted."""
    found = membership.application(application_id=UUID(facts["application_id"]))
    name = found.applicant.particulars.name if found.applicant else ""
    return [Effect(_("Application of %(name)s") % {"name": name}, found.last.kind.label, _("accepted"))]


def suspension_effects(facts: Facts, setting: Setting) -> Sequence[Effect]:
    """Whose rights are suspended, and until when."""
    found = membership.member(number=int(facts["number"]))
    rights = membership.rights_of(
        cooperative_id=setting.cooperative_id, member_id=found.member_id, on=setting.on
    )
    label = _("Rights of %(name)s, member %(number)s") % {"name": found.name, "number": found.number}
    asked = [Right(each) for each in facts["rights"]]
    has = [str(right.label) for right in asked if rights and right in rights.holds]
    until = _("without these until %(day)s") % {"day": _day(date.fromisoformat(facts["until_on"]))}
    return [Effect(label, ", ".join(has) or _("none of these"), until)]


def lifting_effects(facts: Facts, setting: Setting) -> Sequence[Effect]:  # noqa: ARG001  # as every description
    """Whose rights come back."""
    found = membership.suspension(suspension_id=UUID(facts["suspension_id"]))
    label = _("Rights of member %(number)s") % {"number": found.member_number}
    before = _("suspended until %(day)s") % {"day": _day(found.ends_on)}
    return [Effect(label, before, ", ".join(str(right.label) for right in found.rights))]


def exclusion_effects(facts: Facts, setting: Setting) -> Sequence[Effect]:  # noqa: ARG001  # as every description
    """Who is excluded."""
    found = membership.departure(departure_id=UUID(facts["departure_id"]))
    name = membership.names_of(person_ids=[found.person_id])[found.person_id]
    label = _("Membership of %(name)s, member %(number)s") % {"name": name, "number": found.member_number}
    return [Effect(label, found.last.kind.label, _("exclusion decided, to be told with its reasons"))]


def auditor_effects(facts: Facts, setting: Setting) -> Sequence[Effect]:
    """Who is auditor now, and who will be."""
    person_id = UUID(facts["person_id"])
    held = [each.person_id for each in cooperatives.officers(setting.on) if each.office is OfficeKind.AUDITOR]
    names = membership.names_of(person_ids=[*held, person_id])
    until = _("%(name)s, until %(day)s") % {
        "name": names[person_id],
        "day": _day(date.fromisoformat(facts["until_on"])),
    }
    now = ", ".join(names[each] for each in held)
    return [Effect(OfficeKind.AUDITOR.label, now or _("nobody"), until)]


def seats_effects(facts: Facts, setting: Setting) -> Sequence[Effect]:
    """Who holds each seat now, and who will."""
    holders = built_in.holders_of(facts)
    names = membership.names_of(person_ids=[each.person_id for each in holders])
    seats = {
        seat.id: (body, seat)
        for body in queries.bodies()
        for seat in queries.composition(body.code, on=setting.on).seats
    }
    lines = []
    for holder in holders:
        if holder.seat_id not in seats:
            continue
        body, seat = seats[holder.seat_id]
        label = _("%(body)s, seat %(place)s") % {
            "body": body.name(get_language() or ""),
            "place": seat.place,
        }
        now = seat.mandate.name if seat.mandate else _("vacant")
        lines.append(Effect(label, now, names[holder.person_id]))
    return lines


def removal_effects(facts: Facts, setting: Setting) -> Sequence[Effect]:
    """Whose mandate ends."""
    found = queries.mandate(UUID(facts["mandate_id"]))
    until = _("until %(day)s") % {"day": _day(found.until_on)}
    label = _("Mandate of %(name)s") % {"name": found.name}
    return [Effect(label, until, _("ended on %(day)s") % {"day": _day(setting.on)})]


KINDS: Final = (
    EffectKind(
        "amend_bylaw",
        gettext_lazy("amends the by-laws"),
        built_in.amendment_faults,
        amendment_effects,
        built_in.amend_bylaw,
    ),
    EffectKind(
        "admit_member",
        gettext_lazy("admits a member"),
        built_in.admission_faults,
        admission_effects,
        built_in.admit_member,
    ),
    EffectKind(
        "suspend_member",
        gettext_lazy("suspends rights of a member"),
        built_in.suspension_faults,
        suspension_effects,
        built_in.suspend_member,
    ),
    EffectKind(
        "lift_suspension",
        gettext_lazy("gives suspended rights back"),
        built_in.lifting_faults,
        lifting_effects,
        built_in.lift_suspension,
    ),
    EffectKind(
        "exclude_member",
        gettext_lazy("excludes a member"),
        built_in.exclusion_faults,
        exclusion_effects,
        built_in.exclude_member,
    ),
    EffectKind(
        "appoint_auditor",
        gettext_lazy("appoints the auditor"),
        built_in.auditor_faults,
        auditor_effects,
        built_in.appoint_auditor,
    ),
    EffectKind(
        "fill_seats",
        gettext_lazy("fills seats"),
        built_in.seats_faults,
        seats_effects,
        built_in.fill_seats,
    ),
    EffectKind(
        "remove_from_seat",
        gettext_lazy("removes somebody from a seat"),
        built_in.removal_faults,
        removal_effects,
        built_in.remove_from_seat,
    ),
)
