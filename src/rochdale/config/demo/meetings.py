"""The demo's meetings: an annual one that is called, a special one in preparation, and a requisition under way."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from rochdale.assembly import actions as assembly
from rochdale.assembly import queries
from rochdale.assembly.actions import FileDraft, ItemDraft, MeetingDraft, SittingDraft
from rochdale.assembly.queries import ItemKind, Majority, MeetingKind, MeetingMode
from rochdale.config.demo import assemblies_roll, moved, nominations
from rochdale.config.demo.desk import EVENING, Desk
from rochdale.config.demo.people import Resident
from rochdale.cooperatives.queries import OfficeKind, bylaws
from rochdale.membership import queries as register
from rochdale.membership.queries import Right

_HALLS: Final = {
    "quebec-caisse": "Salle du Moulin, 12, rue Principale",
    "ica-generic": "Old Barns Community Hall",
}
_REQUIRED_UNDER: Final = "quebec-caisse"
_HOUR: Final = time(18, 30)
_REPORTS: Final = {"fr": "Rapport annuel du conseil", "en": "Annual report of the board"}
_MATTER: Final = "Garder ouverte la succursale de Sainte-Cécile"
_REASON: Final = "On nous a dit qu’elle fermerait au printemps."


def _said(french: str, english: str) -> dict[str, str]:
    return {"fr": french, "en": english}


def convene(desk: Desk, people: list[Resident], on: date) -> None:
    """Let the secretary have called the annual meeting and prepare a special one; members require a third."""
    by = desk.officer(OfficeKind.SECRETARY, on, EVENING)
    number = assembly.draft_meeting(by=by, draft=_annual(desk, on))
    files = [FileDraft(language, title, _paper(title)) for language, title in sorted(_REPORTS.items())]
    assembly.add_meeting_document(by=by, number=number, files=files)
    assembly.call_meeting(by=by, number=number)
    _deliver_some(desk, number, on)
    assemblies_roll.draw(desk, number, on)
    nominations.stand(desk, number, people, on)
    special = assembly.draft_meeting(by=by, draft=_special(desk, on))
    moved.happen(desk, on, annual=number, special=special)
    if desk.scene.pack == _REQUIRED_UNDER:
        _require(desk, people, on)


def _wednesday(day: date) -> date:
    """The first Wednesday from a day on."""
    return day + timedelta(days=(2 - day.weekday()) % 7)


def _sitting(desk: Desk, day: date, *, online: bool) -> SittingDraft:
    starts_at = datetime.combine(day, _HOUR, ZoneInfo(desk.scene.time_zone))
    url = f"https://meet.example.org/{desk.scene.slug}" if online else ""
    return SittingDraft(starts_at, venue=_HALLS[desk.scene.pack], online_url=url)


def _annual(desk: Desk, on: date) -> MeetingDraft:
    """The agenda that the program proposes, with the time planned for each item; in person and online."""
    languages = desk.scene.languages
    proposed = queries.proposed_agenda(MeetingKind.ANNUAL, languages)
    minutes = (5, 5, 30, 20, 30, 5, 5, 20, 5)
    items = [
        ItemDraft(each.kind, each.titles, _wording(each.kind), each.majority, planned)
        for each, planned in zip(proposed, minutes, strict=True)
    ]
    return MeetingDraft(
        kind=MeetingKind.ANNUAL,
        titles=queries.proposed_title(MeetingKind.ANNUAL, languages),
        mode=MeetingMode.HYBRID,
        record_date=on,
        sittings=[_sitting(desk, _wednesday(on + timedelta(days=28)), online=True)],
        items=items,
    )


def _wording(kind: ItemKind) -> dict[str, str]:
    return {
        ItemKind.AUDITOR: _said(
            "Que Roy et associés soient nommés auditeurs pour l’année qui vient.",
            "That Roy and Associates be appointed auditors for the coming year.",
        ),
        ItemKind.ALLOWANCES: _said(
            "Que les allocations des administrateurs restent ce qu’elles sont.",
            "That the allowances of the directors stay as they are.",
        ),
    }.get(kind, {})


def _special(desk: Desk, on: date) -> MeetingDraft:
    """An amendment of the by-laws whose wording the secretary has not written yet: it cannot be called so."""
    opening, closing = queries.proposed_agenda(MeetingKind.SPECIAL, desk.scene.languages)
    amendment = ItemDraft(
        ItemKind.BYLAW, _said("Quorum de l’assemblée générale", "Quorum of the general meeting"),
        majority=Majority.SPECIAL,
    )  # fmt: skip
    return MeetingDraft(
        kind=MeetingKind.SPECIAL,
        titles=_said("Assemblée extraordinaire sur le quorum", "Special meeting on the quorum"),
        mode=MeetingMode.IN_PERSON,
        record_date=on,
        sittings=[_sitting(desk, _wednesday(on + timedelta(days=36)), online=False)],
        items=[
            ItemDraft(opening.kind, opening.titles),
            amendment,
            ItemDraft(closing.kind, closing.titles),
        ],
    )


def _paper(title: str) -> bytes:
    """The smallest sound PDF that shows a line of text."""
    text = title.encode("cp1252").replace(b"(", b"\\(").replace(b")", b"\\)")
    page = b"BT /F1 22 Tf 72 720 Td (" + text + b") Tj ET"
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Times-Roman/Encoding/WinAnsiEncoding>>"
    bodies = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(page), page),
        font,
    ]
    written, places = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        places.append(len(written))
        written += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    tail = b"trailer<</Size %d/Root 1 0 R>>startxref\n%d\n%%%%EOF\n" % (len(bodies) + 1, len(written))
    return written + head + table + tail


def _deliver_some(desk: Desk, number: int, on: date) -> None:
    """The first notices on paper were given by hand the same day; the others wait."""
    sent = queries.notices(meeting_id=queries.meeting(number).id)[-1]
    lines = queries.notice_letters(notice_id=sent.id, on_paper=True, limit=12).lines
    by = desk.officer(OfficeKind.SECRETARY, on, EVENING)
    assembly.hand_over_notices(
        by=by, number=number, letter_ids=[line.letter_id for line in lines], list_on=on
    )


def _require(desk: Desk, people: list[Resident], on: date) -> None:
    """Some members ask for a meeting about a branch: not enough have signed yet."""
    counted = register.members_at(cooperative_id=desk.cooperative_id, on=on)
    wanted = queries.signatures_needed(bylaws(on), members=counted, on=on) * 2 // 3
    rights = register.rights_at(cooperative_id=desk.cooperative_id, on=on)
    cast = {desk.persons[each.place] for each in people if each.part is not None}
    signers = [
        each for each in sorted(rights, key=lambda each: each.number)
        if Right.VOTE in each.holds and each.person_id not in cast
    ][: max(wanted, 1)]  # fmt: skip
    language = desk.scene.languages[0]
    begun = 0
    for each in signers:
        own = replace(desk.program(on), person_id=each.person_id, authority=f"member {each.number}")
        if not begun:
            begun = assembly.begin_requisition(
                by=own, member_id=each.member_id, language=language, matters=[_MATTER], reason=_REASON
            )
        else:
            assembly.sign_requisition(by=own, number=begun, member_id=each.member_id)
