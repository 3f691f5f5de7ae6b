"""A general meeting to be measured: a cooperative, its members with their sessions open, and a motion to vote on.

Everything comes about by the rooms' own actions. Only the sessions are written at once: a sign-in costs a hash that is
slow by design, and members of a meeting signed in before it.
"""

from __future__ import annotations

import secrets
import uuid
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.contrib.sessions.backends.db import SessionStore

from rochdale.assembly import actions as assembly
from rochdale.assembly.actions import ItemDraft, MeetingDraft, SittingDraft
from rochdale.assembly.queries import ItemKind, Majority, MeetingKind, MeetingMode, VoteMethod
from rochdale.cooperatives.actions import adopt_pack, found_cooperative
from rochdale.cooperatives.queries import Tier
from rochdale.kernel.acting import Acting
from rochdale.membership import actions as membership
from rochdale.membership import queries as register
from rochdale.membership.actions import Newcomer, Particulars
from rochdale.tenancy.actions import inside

LONG_AGO: Final = date(1990, 1, 2)
JOINED: Final = date(2020, 3, 2)
NOTICE: Final = timedelta(days=24)
MEETING: Final = 1
MOTION: Final = 2  # its place on the agenda
_OPENING = ItemDraft(ItemKind.OPENING, {"en": "Opening", "fr": "Ouverture"})
_MOTION = ItemDraft(
    ItemKind.AUDITOR,
    {"en": "Appointment of the auditor", "fr": "Nomination de l’auditeur"},
    {"en": "That Roy and Associates be appointed.", "fr": "Que Roy et associés soient nommés."},
    Majority.ORDINARY,
)
_REST = (
    ItemDraft(ItemKind.REPORT, {"en": "Annual report", "fr": "Rapport annuel"}),
    ItemDraft(
        ItemKind.SURPLUS, {"en": "Surplus", "fr": "Excédents"}, {"en": "To the reserve.", "fr": "À la réserve."},
        Majority.ORDINARY,
    ),
    ItemDraft(ItemKind.ELECTION, {"en": "Election", "fr": "Élection"}, majority=Majority.ELECTION),
    ItemDraft(ItemKind.QUESTIONS, {"en": "Questions", "fr": "Période de questions"}),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Hall:
    """A meeting under way: who runs it, its cooperative's name in addresses, and a cookie for each member."""

    by: Acting
    slug: str
    sessions: tuple[str, ...]

    def now(self) -> Acting:
        """Who runs the meeting, at this moment."""
        at = datetime.now(UTC)
        return replace(self.by, on=at.date(), at=at)

    def put(self) -> int:
        """Put the motion to a secret vote; its number."""
        return assembly.put_to_vote(by=self.now(), number=MEETING, place=MOTION, method=VoteMethod.SECRET)


def opened(members: int) -> Hall:
    """A meeting that is open, of so many members who vote, each signed in."""
    at = datetime.now(UTC)
    by = Acting(uuid.uuid4(), None, None, "bench", at.date(), at)
    slug = f"bench-{by.cooperative_id.hex[:12]}"
    found_cooperative(
        by=by, slug=slug, name="Bench", tier=Tier.PRIMARY, currency="CAD", languages=["fr", "en"],
        time_zone="UTC", holidays="CA-QC", founded_on=LONG_AGO,
    )  # fmt: skip
    adopt_pack(by=by, pack="quebec-caisse", effective_from=LONG_AGO)
    _call(replace(by, on=by.on - NOTICE, at=by.at - NOTICE), at)
    known = [Newcomer(Particulars("Membre", f"Numéro {place}"), JOINED) for place in range(members)]
    lines = membership.register_members(by=by, newcomers=known)
    sign_ins = _sign_ins(by, [line.number for line in lines])
    assembly.draw_roll(by=by, number=MEETING)
    assembly.freeze_roll(by=by, number=MEETING)
    assembly.open_meeting(by=by, number=MEETING)
    return Hall(by, slug, tuple(_sessions(sign_ins)))


def _call(then: Acting, at: datetime) -> None:
    draft = MeetingDraft(
        kind=MeetingKind.ANNUAL,
        titles={"en": "Annual general meeting", "fr": "Assemblée générale annuelle"},
        mode=MeetingMode.HYBRID,
        record_date=then.on,
        sittings=(SittingDraft(at, venue="Salle du Moulin", online_url="https://example.org"),),
        items=(_OPENING, _MOTION, *_REST),
    )  # fmt: skip
    assembly.call_meeting(by=then, number=assembly.draft_meeting(by=then, draft=draft))


def _sign_ins(by: Acting, numbers: Iterable[int]) -> list[Any]:
    with inside(by.cooperative_id):
        given = [
            membership.give_sign_in(
                by=by,
                person_id=register.member(number=number).person_id,
                email=f"m{number}@{by.cooperative_id}.test",
            ).sign_in_id
            for number in numbers
        ]
    return list(get_user_model().objects.filter(pk__in=given))


def _sessions(sign_ins: Iterable[Any]) -> Iterable[str]:
    """A session for each, as a browser holds it after its sign-in; what of it is the browser's."""
    store = SessionStore()
    until = datetime.now(UTC) + timedelta(hours=6)
    rows = [
        store.model(
            session_key=secrets.token_hex(16), session_data=store.encode(_session(each)), expire_date=until
        )
        for each in sign_ins
    ]
    store.model.objects.bulk_create(rows, batch_size=1000)
    return [str(row.session_key) for row in rows]


def _session(sign_in: Any) -> dict[str, Any]:
    return {
        SESSION_KEY: str(sign_in.pk),
        BACKEND_SESSION_KEY: settings.AUTHENTICATION_BACKENDS[0],
        HASH_SESSION_KEY: sign_in.get_session_auth_hash(),
    }
