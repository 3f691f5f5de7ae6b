"""The hall of a ballot for tests over HTTP: a clock that can be moved, and what the secretary fills in."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.core import mail
from django.test import Client
from django.utils import timezone

from assembly.ballot_cases import DAYS, Run
from assembly.floor import Floor, called, freeze
from journeys.conftest import Caisse
from rochdale.assembly import actions
from rochdale.cooperatives import actions as cooperatives
from rochdale.membership import actions as membership
from rochdale.membership.models import Letter
from rochdale.tenancy.actions import inside

TRUSTEE_LINK = re.compile(r"/ballots/\w+/trustee/([\w-]+)/")


@dataclass
class Clock:
    """What the pages take for the time: the real one, some hours later."""

    hours: float = 0

    def now(self) -> datetime:
        return timezone.now() + timedelta(hours=self.hours)


@dataclass(frozen=True, slots=True)
class Hall:
    """A meeting under way, of which two of three members vote, with everybody's browser."""

    caisse: Caisse
    clock: Clock
    secretary: Client
    members: list[Client]

    def at(self, path: str = "") -> str:
        return self.caisse.at(f"meetings/1/ballots/{path}")

    def says(self, who: Client, path: str) -> str:
        answer = who.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return answer.content.decode()

    def run(self) -> Run:
        by = replace(self.caisse.by, at=self.clock.now())
        people = tuple(line.person_id for line in self.caisse.members)
        return Run(Floor(by, 1, people[:2], people[2]), 1, {}, {})

    def post(self, path: str, **sent: Any) -> str:
        answer = self.secretary.post(self.at(path), sent, follow=True)
        assert answer.status_code == 200, (path, answer.status_code, answer.content.decode()[:2000])
        return answer.content.decode()


def form(clock: Clock, **other: Any) -> dict[str, Any]:
    """What the secretary fills in for an election."""
    here = ZoneInfo("America/Toronto")
    opens_at = clock.now().astimezone(here)
    told = {
        "name_fr": "Élection du conseil",
        "name_en": "Election of the board",
        "description_fr": "Quatre jours pour voter.",
        "description_en": "Four days to vote.",
        "opens_at": f"{opens_at:%Y-%m-%dT%H:%M}",
        "closes_at": f"{opens_at + timedelta(days=DAYS):%Y-%m-%dT%H:%M}",
        "needed": "Odile Gagnon, odile@example.org, en\nLuc Roy, luc@example.org",
        "sharing": "",
        "threshold": "",
        "q-TOTAL_FORMS": "6",
        "q-INITIAL_FORMS": "0",
        "q-0-kind": "one",
        "q-0-text_fr": "Qui siégera ?",
        "q-0-text_en": "Who shall sit?",
        "q-0-answers_fr": "Rosalie Tremblay\nMalik Benali\nOdile Gagnon",
        "q-0-answers_en": "Rosalie Tremblay\nMalik Benali\nOdile Gagnon",
        "q-0-blank": "on",
        "q-0-seats": "1",
        "q-0-rule": "plurality",
    }
    for row in range(1, 6):
        told |= {f"q-{row}-kind": "one", f"q-{row}-blank": "on"}
    return {**told, **other}


def links() -> list[str]:
    """The secret links of the trustees, in the order of the letters."""
    return [found[1] for each in mail.outbox if (found := TRUSTEE_LINK.search(each.body))]


def send_letters(caisse: Caisse, kind: str = "ballot_trustee") -> None:
    with inside(caisse.by.cooperative_id):
        waiting = list(Letter.objects.filter(kind=kind).order_by("id").values_list("id", flat=True))
    for id_ in waiting:
        membership.send_letter(cooperative_id=caisse.by.cooperative_id, letter_id=id_, at=caisse.by.at)


def hall_of(caisse: Caisse, enter: Callable[[Caisse, str], Client], clock: Clock) -> Hall:
    """An annual meeting under way, of which two of three members vote."""
    by = caisse.by
    cooperatives.adopt_pack(by=by, pack="quebec-caisse", effective_from=date(1990, 1, 2))
    called(by)
    freeze(by, 1, caisse.members[-1].number)
    actions.open_meeting(by=by, number=1)
    browsers = [enter(caisse, str(line.number)) for line in caisse.members]
    return Hall(caisse, clock, enter(caisse, "officer"), browsers)
