"""How decisions and what follows are said on pages: figures, sentences, states, and where things are found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import NoReverseMatch, resolve
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from rochdale.assembly import actions, queries
from rochdale.assembly.actions import Setting
from rochdale.assembly.errors import EffectUnknown, ResolutionNotFound
from rochdale.assembly.queries import OF_A_BODY, FollowUpSeen, MeetingKind, ResolutionLine, ResolutionSeen
from rochdale.assembly.queries.meetings import in_language
from rochdale.assembly.views.seen import reads_of_bodies
from rochdale.cooperatives import queries as cooperatives
from rochdale.cooperatives.errors import NotLetIn
from rochdale.cooperatives.queries import Permission
from rochdale.cooperatives.views import Visit, is_open_to
from rochdale.kernel.errors import Refusal
from rochdale.membership import queries as membership
from rochdale.voting.motions import SENTENCES
from rochdale.voting.words import Words as Sentences
from rochdale.web.formatting import day_text, number_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Effect, Fact, Words


def language() -> str:
    """The reader's language, without its country."""
    return (get_language() or settings.LANGUAGE_CODE).split("-")[0]


def said(titles: Mapping[str, str]) -> str:
    """A text in the reader's language, or else in the first of those that there are."""
    return in_language(titles, language())


def require_reader(visit: Visit) -> None:
    """Let in officers, and members where the by-laws open the register to them. Raises NotLetIn."""
    if not reads_of_bodies(visit) and not queries.open_to_members(visit.today):
        raise NotLetIn


def readable_resolution(visit: Visit, number: int) -> ResolutionSeen:
    """A resolution that the visitor may read. Raises NotLetIn, ResolutionNotFound."""
    require_reader(visit)
    found = queries.resolution(number)
    if found.meeting_kind in OF_A_BODY and not reads_of_bodies(visit):
        raise ResolutionNotFound(number=number)
    return found


def effect_label(name: str) -> Words:
    """What an effect does, in words; its bare name where no room offers it any more."""
    if name in {"", "other"}:
        return _("changes nothing by itself")
    try:
        return actions.effect_kind(name=name).label
    except EffectUnknown:
        return name


def line_fact(visit: Visit, line: ResolutionLine) -> Fact:
    """A resolution as a line of the register."""
    told = [_("resolution %(number)s") % {"number": line.number}, state_words(line)]
    if line.effect not in {"", "other"}:
        told.append(str(effect_label(line.effect)))
    if line.meeting_kind in OF_A_BODY:
        told.append(str(line.meeting_kind.label))
    href = visit.href("assembly-decisions:resolution", number=line.number)
    return Fact(line.title(language()), line.decided_on, href, " · ".join(told))


def effect_fact(visit: Visit, line: ResolutionLine) -> Fact:
    """A resolution whose effect waits to be carried out, as a line of what waits."""
    label = _("Carry out: %(title)s") % {"title": line.title(language())}
    told = [_("resolution %(number)s") % {"number": line.number}, str(effect_label(line.effect))]
    href = visit.href("assembly-decisions:resolution", number=line.number)
    return Fact(label, line.decided_on, href, " · ".join(told))


def state_words(line: ResolutionLine) -> str:
    """What became of a resolution."""
    if line.annulled_on is not None:
        return _("annulled on %(day)s") % {"day": _day(line.annulled_on)}
    if not line.is_adopted:
        return _("lost")
    if line.run_on is not None:
        return _("adopted, in effect since %(day)s") % {"day": _day(line.run_on)}
    return _("adopted")


def _day(day: object) -> str:
    return day_text(day, reader_locale())  # type: ignore[arg-type]  # a day


def figures(found: ResolutionSeen) -> list[Fact]:
    """Every figure of a vote; what nobody did is left out, but for yes and no."""
    votes = found.votes
    always = [Fact(_("In favour"), votes.yes), Fact(_("Against"), votes.no)]
    some = [
        (_("Abstained"), votes.abstain),
        (_("Blank"), votes.blank),
        (_("Spoilt"), votes.spoilt),
    ]
    counted = [Fact(label, figure) for label, figure in some if figure]
    there = [Fact(_("Present"), votes.present), Fact(_("Entitled to vote"), votes.entitled)]
    return [*always, *counted, *there]


def quorum_sentence(found: ResolutionSeen) -> str:
    """Who was there for the quorum, and how many it took."""
    if not found.quorum_needed:
        return _("Present for the quorum: %(present)s. The members present are the quorum.") % {
            "present": number_text(found.quorum_present, reader_locale())
        }
    return ngettext(
        "Present for the quorum: %(present)s. It takes %(needed)s member.",
        "Present for the quorum: %(present)s. It takes %(needed)s members.",
        found.quorum_needed,
    ) % {
        "present": number_text(found.quorum_present, reader_locale()),
        "needed": number_text(found.quorum_needed, reader_locale()),
    }


def weighing(found: ResolutionSeen) -> Iterator[str]:
    """The comparison that decides, in whole numbers and in sentences, so that anyone can do it on paper."""
    sentences = Sentences(
        SENTENCES, _, lambda figure, _decimals: number_text(int(figure), reader_locale()), ngettext
    )
    outcome = found.decision.transcript
    for reason, _stage, notes in list(sentences.story(outcome))[1:]:
        yield reason
        yield from notes
    if len(outcome.stages) == 1:
        yield sentences.note(outcome.stages[0].notes[-1], outcome)


def effects_of(visit: Visit, found: ResolutionSeen) -> tuple[list[Effect], str]:
    """What an effect that did not run will change; or why that cannot be said."""
    setting = Setting(visit.cooperative.id, visit.today, found.meeting_kind)
    try:
        kind = actions.effect_kind(name=found.effect)
        actions.refuse_faulty_effect(name=found.effect, facts=found.effect_facts, setting=setting)
        return list(kind.describe(found.effect_facts, setting)), ""
    except Refusal as refusal:
        return [], str(refusal.message()) if hasattr(refusal, "message") else refusal.code


def changed_href(visit: Visit, place: str, values: Mapping[str, Any]) -> str:
    """Where what was changed is found; empty where there is no such page, or not for who asks."""
    try:
        href = visit.href(place, **values) if place else ""
    except NoReverseMatch:
        return ""
    return href if href and is_open_to(visit, resolve(href).func) else ""


def resolution_href(visit: Visit, number: int | None, kind: MeetingKind | None) -> str:
    """The page of a resolution of a kind of meeting; empty where the visitor may not read it."""
    if number is None or kind is None:
        return ""
    reads = reads_of_bodies(visit) or (kind not in OF_A_BODY and queries.open_to_members(visit.today))
    return visit.href("assembly-decisions:resolution", number=number) if reads else ""


def follow_up_fact(visit: Visit, task: FollowUpSeen) -> Fact:
    """A task as a line: what, by whom, by when, and what became of it."""
    told = [task.name, _("resolution %(number)s") % {"number": task.number}]
    if task.has_ended:
        assert task.last is not None
        told.append(f"{task.last.label}, {_day(task.last_on)}")
    elif task.is_late(visit.today):
        told.append(_("overdue since %(day)s") % {"day": _day(task.due_on)})
    is_theirs = Permission.RUN_MEETINGS in visit.permissions or task.person_id == visit.self_id
    href = visit.href("assembly-decisions:follow-up", follow_up_id=task.id) if is_theirs else ""
    return Fact(task.words, task.due_on, href, " · ".join(told))


def people_at_work(visit: Visit) -> list[tuple[str, str]]:
    """Who may be given a task: officers of the day, and who holds a seat."""
    ids = [held.person_id for held in cooperatives.officers(visit.today)]
    for body in queries.bodies():
        seats = queries.composition(body.code, on=visit.today).seats
        ids += [seat.mandate.person_id for seat in seats if seat.mandate]
    return named(ids)


def named(person_ids: list[UUID]) -> list[tuple[str, str]]:
    """Persons as choices, by name."""
    names = membership.names_of(person_ids=person_ids)
    return sorted(((str(id_), name) for id_, name in names.items()), key=lambda choice: choice[1])
