"""How each kind of effect is asked for on a page: what there is to choose first, if anything, and then a form.

A room above that offers a kind of effect (`actions.offer_effect`) offers here how it is asked for; one that does not is
set up by programs alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from rochdale.assembly import queries
from rochdale.assembly.actions import Setting
from rochdale.assembly.forms.effects import (
    AmendmentForm,
    ApplicationForm,
    AuditorForm,
    DepartureForm,
    EffectForm,
    LiftingForm,
    MandateForm,
    SeatHolderForm,
    SuspensionEffectForm,
)
from rochdale.cooperatives.queries import PARAMETERS, bylaws
from rochdale.membership import queries as membership
from rochdale.membership.queries import ApplicationStepKind, DepartureCause
from rochdale.membership.views import bylaw_in_words, bylaw_word
from rochdale.web.values import Words

MakesForm = Callable[..., EffectForm]


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose before the form: its key, its name, and what is known of it today."""

    key: str
    label: Words
    now: Words = ""


@dataclass(frozen=True, slots=True)
class EffectAsked:
    """How a kind of effect is asked for. `options` is None where there is nothing to choose first."""

    form: MakesForm
    options: Callable[[Setting], Sequence[Option]] | None = None


_ASKED: Final[dict[str, EffectAsked]] = {}


def offer_effect_form(*, kind: str, asked: EffectAsked) -> None:
    """Let a page ask for an effect of this kind. Called when a room is made ready."""
    _ASKED[kind] = asked


def asked_effects() -> Mapping[str, EffectAsked]:
    """Every kind that a page can ask for."""
    return _ASKED


def _parameters(setting: Setting) -> list[Option]:
    said = bylaws(setting.on)
    found = [
        Option(name, each.label, bylaw_in_words(said[name]) if name in said else "")
        for name, each in PARAMETERS.items()
    ]
    return sorted(found, key=lambda each: str(each.label))


def _applications(setting: Setting) -> list[Option]:
    states = [ApplicationStepKind.APPLIED, ApplicationStepKind.ANSWERED, ApplicationStepKind.SENT]
    found = membership.applications(cooperative_id=setting.cooperative_id, states=states, limit=200).lines
    return [Option(str(each.id), each.name, each.state.label) for each in found]


def _departures(setting: Setting) -> list[Option]:  # noqa: ARG001  # as every list of options
    return [
        Option(str(each.id), each.name, each.last.label)
        for each in membership.departures_under_way()
        if each.cause is DepartureCause.EXCLUSION
    ]


def _seats(setting: Setting) -> list[Option]:
    return [
        Option(str(seat.id), _seat_name(body, seat), seat.mandate.name if seat.mandate else _("vacant"))
        for body in queries.bodies()
        for seat in queries.composition(body.code, on=setting.on).seats
    ]


def _mandates(setting: Setting) -> list[Option]:
    return [
        Option(str(seat.mandate.id), seat.mandate.name, _seat_name(body, seat))
        for body in queries.bodies()
        for seat in queries.composition(body.code, on=setting.on).seats
        if seat.mandate
    ]


def _seat_name(body: Any, seat: Any) -> str:
    told = {"body": body.name(get_language() or ""), "place": seat.place}
    return _("%(body)s, seat %(place)s") % told


def offer_own_effect_forms() -> None:
    """Ask for the effects of this room."""
    own = {
        "amend_bylaw": EffectAsked(partial(AmendmentForm, word=bylaw_word), _parameters),
        "admit_member": EffectAsked(ApplicationForm, _applications),
        "suspend_member": EffectAsked(SuspensionEffectForm),
        "lift_suspension": EffectAsked(LiftingForm),
        "exclude_member": EffectAsked(DepartureForm, _departures),
        "appoint_auditor": EffectAsked(AuditorForm),
        "fill_seats": EffectAsked(SeatHolderForm, _seats),
        "remove_from_seat": EffectAsked(MandateForm, _mandates),
    }
    for kind, asked in own.items():
        offer_effect_form(kind=kind, asked=asked)
