"""Effects: what an adopted resolution changes, once, by the room that owns what is changed (INV-92).

A room offers a kind of effect here (`offer_effect`, when its application is made ready), as rooms offer their letters.
This room knows their names and nothing of what they do.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any, Final, TypeAlias
from uuid import UUID

from django.utils.functional import Promise

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise
from rochdale.assembly.errors.holding import BylawsNeedSpecial, ResultsProvisional
from rochdale.assembly.models import Annulment, AnnulmentGround, EffectRun, Meeting, MeetingKind, Resolution
from rochdale.assembly.queries.calling import AMENDS_BYLAWS
from rochdale.assembly.queries.provisional import results_wait_until
from rochdale.assembly.queries.terms import decided_specially
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.kernel.errors import Refusal
from rochdale.tenancy.actions import inside
from rochdale.tenancy.actions import lock as take
from rochdale.web.errors import words_of
from rochdale.web.values import Effect

Facts: TypeAlias = Mapping[str, Any]  # plain JSON, as the agenda keeps it
OTHER: Final = "other"  # nothing runs: people see to it, by follow-ups
# When an effect may run at the earliest, where its facts say so. In step with `sql/effects.sql`.
NOT_BEFORE: Final = "not_before"


@dataclass(frozen=True, slots=True)
class Setting:
    """Where an effect is judged: in which cooperative, on which day, decided in which kind of meeting."""

    cooperative_id: UUID
    on: date
    meeting: MeetingKind


@dataclass(frozen=True, slots=True)
class Decided:
    """The resolution whose effect runs. The counts are those of the vote."""

    id: UUID
    number: int
    meeting: MeetingKind
    titles: Mapping[str, str]
    texts: Mapping[str, str]
    yes: int
    no: int
    abstain: int
    entitled: int


@dataclass(frozen=True, slots=True)
class Changed:
    """Where what was changed is found: the name of a page, and what its address needs beside the cooperative."""

    place: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EffectKind:
    """A kind of effect, by the room that owns what it changes.

    `faults` says everything that is wrong with its facts, and changes nothing; it is asked when the agenda is
    drafted and again when the effect runs. `describe` is before and after, in the language of the moment. `run`
    does it, in the caller's transaction, by the authority of the resolution; it may refuse, and then nothing is
    changed.
    """

    name: str
    label: Promise
    faults: Callable[[Facts, Setting], list[Refusal]]
    describe: Callable[[Facts, Setting], Sequence[Effect]]
    run: Callable[[Acting, Decided, Facts], Changed]


_KINDS: Final[dict[str, EffectKind]] = {}


def offer_effect(*, kind: EffectKind) -> None:
    """Let resolutions have an effect of this kind. Called when a room is made ready."""
    assert kind.name not in {"", OTHER}, "a name of its own"
    assert _KINDS.get(kind.name, kind).run is kind.run, f"two effects named {kind.name}"
    _KINDS[kind.name] = kind


def effect_kinds() -> tuple[EffectKind, ...]:
    """Every kind that a room offers, by name."""
    return tuple(_KINDS[name] for name in sorted(_KINDS))


def effect_kind(*, name: str) -> EffectKind:
    """The kind of this name. Raises EffectUnknown."""
    if name not in _KINDS:
        raise errors.EffectUnknown(kind=name)
    return _KINDS[name]


def refuse_faulty_effect(*, name: str, facts: Facts, setting: Setting) -> None:
    """Refuse an effect that could not run as it is written. Raises EffectUnknown, EffectFaulty."""
    if name in {"", OTHER}:
        return
    found = [*_day_faults(facts), *effect_kind(name=name).faults(facts, setting)]
    if found:
        reasons = " ".join(str(words_of(each).happened) for each in found)
        raise errors.EffectFaulty(codes=tuple(each.code for each in found), reasons=reasons)


def _day_faults(facts: Facts) -> list[Refusal]:
    try:
        earliest_run(decided_on=date.min, facts=facts)
    except (TypeError, ValueError):
        return [errors.EffectMalformed(missing=NOT_BEFORE)]
    return []


def run_effect(*, by: Acting, number: int) -> Changed:
    """Run the effect of an adopted resolution, once (INV-92).

    Raises NotAllowed (permission run_meetings), ResolutionNotFound, ResolutionLost, ResolutionAnnulled,
    NothingToRun, EffectAlreadyRun, BylawsNeedSpecial (INV-122), EffectTooEarly, ResultsProvisional (INV-123),
    EffectUnknown, EffectFaulty, and whatever the room refuses that owns what is changed.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row = _hold_with_meeting(number)
        _refuse_run(by, row)
        decided = _decided(row)
        setting = Setting(by.cooperative_id, by.on, decided.meeting)
        refuse_faulty_effect(name=row.effect, facts=row.effect_facts, setting=setting)
        changed = effect_kind(name=row.effect).run(by_resolution(by, number), decided, row.effect_facts)
        EffectRun(
            cooperative_id=by.cooperative_id,
            resolution_id=row.id,
            kind=row.effect,
            facts=row.effect_facts,
            place=changed.place,
            values=dict(changed.values),
            on_date=by.on,
            at=by.at,
            act_id=record(by, "assembly.run_effect", row, {"effect": row.effect}),
        ).save(force_insert=True)
        return changed


def by_resolution(by: Acting, number: int) -> Acting:
    """The authority under which an effect is done: the resolution's, whoever sets it going."""
    return replace(by, person_id=None, for_person_id=None, authority=f"resolution {number}")


def annul_resolution(
    *, by: Acting, number: int, ground: AnnulmentGround, words: str, by_number: int | None = None
) -> None:
    """Write down that a resolution holds no longer, by a later one or by a tribunal; its effect runs no more.

    What ran before stays changed: undoing it is a decision of its own. Raises NotAllowed, ReasonsMissing,
    ResolutionNotFound, ResolutionAnnulled, LaterResolutionNeeded.
    """
    if not words.strip():
        raise errors.ReasonsMissing
    with inside(by.cooperative_id):
        authorise(by)
        row = hold_resolution(number=number)
        refuse_annulled(row)
        later = _later(row, by_number) if ground is AnnulmentGround.RESOLUTION else None
        facts = {"ground": ground.value} | ({"by": later.number} if later else {})
        Annulment(
            cooperative_id=by.cooperative_id,
            resolution_id=row.id,
            ground=ground,
            by_resolution_id=later.id if later else None,
            words=words.strip(),
            on_date=by.on,
            at=by.at,
            act_id=record(by, "assembly.annul_resolution", row, facts),
        ).save(force_insert=True)


def hold_resolution(*, number: int) -> Resolution:
    """Take a resolution until the transaction ends; the database takes the same lock. Raises ResolutionNotFound."""
    row = _resolution(number)
    take(row.id, invariant=92)
    return row


def _hold_with_meeting(number: int) -> Resolution:
    """Take the meeting before, as its verbs do: nobody sets a ballot up or puts a vote meanwhile (INV-123)."""
    take(_resolution(number).meeting_id, invariant=82)
    return hold_resolution(number=number)


def _resolution(number: int) -> Resolution:
    row = Resolution.objects.filter(number=number).first() if 0 < number < 2**31 else None
    if row is None:
        raise errors.ResolutionNotFound(number=number)
    return row


def refuse_annulled(row: Resolution) -> None:
    """Raises ResolutionAnnulled."""
    annulled = Annulment.objects.filter(resolution_id=row.id).first()
    if annulled is not None:
        raise errors.ResolutionAnnulled(number=row.number, on_date=annulled.on_date)


def record(by: Acting, verb: str, row: Resolution, facts: Mapping[str, object]) -> UUID:
    """The act about a resolution, with its number."""
    version = cooperatives.bylaw_version(by.on)
    deed = audit.Deed(verb, "resolution", row.id, version, {"number": row.number, **facts})
    return audit.record(by=by, deed=deed)


def _refuse_run(by: Acting, row: Resolution) -> None:
    if not row.is_adopted:
        raise errors.ResolutionLost(number=row.number)
    refuse_annulled(row)
    if row.effect in {"", OTHER}:
        raise errors.NothingToRun(number=row.number)
    before = EffectRun.objects.filter(resolution_id=row.id).first()
    if before is not None:
        raise errors.EffectAlreadyRun(number=row.number, on_date=before.on_date)
    if row.effect == AMENDS_BYLAWS and not decided_specially(row):
        raise BylawsNeedSpecial
    day = earliest_run(decided_on=row.decided_on, facts=row.effect_facts)
    if by.on < day:
        raise errors.EffectTooEarly(day=day)
    until = results_wait_until(meeting_id=row.meeting_id, at=by.at)
    if until is not None:
        raise ResultsProvisional(until=until)


def earliest_run(*, decided_on: date, facts: Facts) -> date:
    """The first day on which an effect may run."""
    stated = facts.get(NOT_BEFORE)
    return max(decided_on, date.fromisoformat(stated)) if stated else decided_on


def _decided(row: Resolution) -> Decided:
    kind = Meeting.objects.values_list("kind", flat=True).get(id=row.meeting_id)
    return Decided(
        id=row.id,
        number=row.number,
        meeting=MeetingKind(kind),
        titles=row.titles,
        texts=row.texts,
        yes=row.yes,
        no=row.no,
        abstain=row.abstain,
        entitled=row.entitled,
    )


def _later(row: Resolution, by_number: int | None) -> Resolution:
    later = Resolution.objects.filter(number=by_number or 0, number__gt=row.number, is_adopted=True).first()
    if later is None or Annulment.objects.filter(resolution_id=later.id).exists():
        raise errors.LaterResolutionNeeded(number=row.number)
    return later
