"""Minutes: saved as versions, signed by chair and secretary (INV-95), approved by a later meeting (INV-96)."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from rochdale.assembly import errors
from rochdale.assembly.actions.authority import authorise, meeting_row
from rochdale.assembly.models import (
    FloorRole,
    Meeting,
    MeetingStep,
    MeetingStepKind,
    MinutesApproval,
    MinutesSignature,
    MinutesVersion,
    Resolution,
    VoteStepKind,
)
from rochdale.assembly.queries.ballots import provisional_until
from rochdale.assembly.queries.floor import named, votes_of
from rochdale.assembly.queries.meetings import meeting
from rochdale.assembly.queries.minutes import SIGNING, draft_of, searchable
from rochdale.assembly.queries.minutes_facts import persons_named
from rochdale.assembly.queries.minutes_text import Content, edited, hash_of, read, written
from rochdale.audit import actions as audit
from rochdale.cooperatives import queries as cooperatives
from rochdale.kernel.acting import Acting
from rochdale.tenancy.actions import inside, new_id
from rochdale.tenancy.actions import lock as take
from rochdale.tenancy.queries import rows


def save_minutes(
    *, by: Acting, number: int, based_on: int, texts: Mapping[str, Mapping[str, str]], words: str = ""
) -> int:
    """Save the texts of some parts, by language and place, as a new version; its number, or of one that says the same.

    `based_on` is the version from which it was made, 0 for the draft that was not saved. `words` say why signed
    minutes are corrected. Raises NotAllowed (permission run_meetings), MeetingNotFound, MinutesTooEarly,
    MinutesMovedOn, MinutesUnexplained.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row = _lock(number)
        last = _last(row)
        _refuse_moved(last, based_on)
        base = read(last.content) if last else _draft(by, number)
        named = Content(base.texts, persons_named(meeting_id=row.id))
        return _save(by, row, last, edited(named, texts), words)


def draft_minutes(*, by: Acting, number: int, based_on: int, words: str = "") -> int:
    """Save what the minutes draft of themselves now as a new version, in place of the last. Raises as save_minutes."""
    with inside(by.cooperative_id):
        authorise(by)
        row = _lock(number)
        last = _last(row)
        _refuse_moved(last, based_on)
        return _save(by, row, last, _draft(by, number), words)


def sign_minutes(*, by: Acting, number: int, version: int, role: FloorRole) -> None:
    """Sign the last version, as the chair or the secretary of the meeting (INV-95).

    Raises MeetingNotFound, MinutesNotFound, MinutesMovedOn, NotNamedToSign, MinutesSignedAlready, MinutesTooEarly,
    MinutesProvisional, MinutesIncomplete.
    """
    assert by.person_id is not None
    with inside(by.cooperative_id):
        row = _lock(number)
        last = _last(row)
        if last is None:
            raise errors.MinutesNotFound(number=number)
        _refuse_moved(last, version)
        _lock_results(row)
        _refuse_signature(by.person_id, row, last, role)
        id_ = new_id(by.at)
        facts = {"meeting": number, "version": version, "role": role.value, "hash": last.hash}
        MinutesSignature(
            id=id_,
            cooperative_id=by.cooperative_id,
            version_id=last.id,
            role=role,
            person_id=by.person_id,
            at=by.at,
            act_id=_record(by, "assembly.sign_minutes", last.id, facts),
        ).save(force_insert=True)


def approve_minutes(*, by: Acting, number: int, version: int, resolution: int) -> None:
    """Write down that a later meeting approved a signed version, by its resolution (INV-96).

    Raises NotAllowed, MeetingNotFound, MinutesNotFound, MinutesApprovedAlready, ApprovalImpossible.
    """
    with inside(by.cooperative_id):
        authorise(by)
        row = _lock(number)
        own = MinutesVersion.objects.filter(meeting_id=row.id, version=version).first()
        if own is None:
            raise errors.MinutesNotFound(number=number)
        if MinutesApproval.objects.filter(version_id=own.id).exists():
            raise errors.MinutesApprovedAlready
        decided = Resolution.objects.filter(number=resolution).first()
        if decided is None or not _approves(decided, own):
            raise errors.ApprovalImpossible(resolution=resolution)
        facts = {"meeting": number, "version": version, "resolution": resolution, "hash": own.hash}
        MinutesApproval(
            cooperative_id=by.cooperative_id,
            version_id=own.id,
            resolution_id=decided.id,
            at=by.at,
            act_id=_record(by, "assembly.approve_minutes", own.id, facts),
        ).save(force_insert=True)


def _lock(number: int) -> Meeting:
    """Take the minutes of a meeting until the transaction ends. Raises MeetingNotFound."""
    row = meeting_row(number)
    take(row.id, invariant=95)
    return row


def _lock_results(row: Meeting) -> None:
    """Nobody sets up a ballot meanwhile; the database takes the same lock (INV-117)."""
    take(row.id, invariant=82)


def _last(row: Meeting) -> MinutesVersion | None:
    return MinutesVersion.objects.filter(meeting_id=row.id).order_by("-version").first()


def _refuse_moved(last: MinutesVersion | None, based_on: int) -> None:
    known = last.version if last else 0
    if known != based_on:
        raise errors.MinutesMovedOn(last=known, based_on=based_on)


def _draft(by: Acting, number: int) -> Content:
    return draft_of(seen=meeting(number), cooperative=cooperatives.cooperative(by.cooperative_id))


def _save(by: Acting, row: Meeting, last: MinutesVersion | None, content: Content, words: str) -> int:
    text = written(content)
    if last is not None and last.content == text:
        return last.version
    if not _is_begun(row):
        raise errors.MinutesTooEarly
    corrects, why = _correction(last, words.strip())
    id_, number = new_id(by.at), last.version + 1 if last else 1
    facts = {"meeting": row.number, "version": number, "hash": hash_of(text), "corrects": corrects}
    MinutesVersion(
        id=id_,
        cooperative_id=by.cooperative_id,
        meeting_id=row.id,
        version=number,
        content=text,
        hash=hash_of(text),
        folded=searchable(content),
        corrects=corrects,
        words=why,
        at=by.at,
        act_id=_record(by, "assembly.save_minutes", id_, facts),
    ).save(force_insert=True)
    return number


def _correction(last: MinutesVersion | None, words: str) -> tuple[int | None, str]:
    """Which signed version is corrected, and why; a version that goes on with a correction keeps both."""
    if last is None:
        return None, ""
    corrects = last.version if _both_signed(last) else last.corrects
    if corrects is None:
        return None, ""
    why = words or ("" if corrects == last.version else last.words)
    if not why:
        raise errors.MinutesUnexplained
    return corrects, why


def _is_begun(row: Meeting) -> bool:
    return MeetingStep.objects.filter(meeting_id=row.id, kind=MeetingStepKind.OPENED).exists()


def _is_over(row: Meeting) -> bool:
    """Whether the meeting is closed, and nothing of it is being voted on any more (rule Q-36)."""
    is_closed = MeetingStep.objects.filter(meeting_id=row.id, kind=MeetingStepKind.CLOSED).exists()
    return is_closed and all(vote.stands is not VoteStepKind.PUT for vote in votes_of(meeting_id=row.id))


def _both_signed(last: MinutesVersion) -> bool:
    return MinutesSignature.objects.filter(version_id=last.id).count() == len(SIGNING)


def _refuse_signature(person_id: UUID, row: Meeting, last: MinutesVersion, role: FloorRole) -> None:
    if role not in SIGNING or role not in named(meeting_id=row.id, person_id=person_id):
        raise errors.NotNamedToSign
    known = MinutesSignature.objects.filter(version_id=last.id).values_list("role", "person_id")
    if any(role == signed or person_id == signer for signed, signer in known):
        raise errors.MinutesSignedAlready
    if not _is_over(row):
        raise errors.MinutesTooEarly
    # INV-117: results are provisional until the last ballot is counted (rule Q-36).
    provisional = provisional_until(meeting_id=row.id)
    if provisional is not None:
        raise errors.MinutesProvisional(until=provisional)
    if not read(last.content).is_complete:
        raise errors.MinutesIncomplete


def _approves(decided: Resolution, own: MinutesVersion) -> bool:
    asked = {"version_id": own.id, "resolution_id": decided.id}
    return decided.is_adopted and bool(rows("assembly", "minutes_approved_by.sql", asked)[0][0])


def _record(by: Acting, verb: str, version_id: UUID, facts: Mapping[str, object]) -> UUID:
    version = cooperatives.bylaw_version(by.on)
    return audit.record(by=by, deed=audit.Deed(verb, "minutes", version_id, version, facts))
