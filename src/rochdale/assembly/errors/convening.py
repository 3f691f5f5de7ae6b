"""Refusals before a meeting: what a notice lacks, papers that cannot be kept, and requisitions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar, Final

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from rochdale.web.errors import SpokenRefusal
from rochdale.web.formatting import day_text
from rochdale.web.templatetags.rochdale_format import reader_locale
from rochdale.web.values import Words

_FAULTS: Final[Mapping[str, Promise]] = {
    "notice_too_short": gettext_lazy(
        "The by-laws ask for %(days)s days of notice, and there are %(left)s. Called today, it can sit from "
        "%(earliest)s on; to sit on %(held_on)s it had to be called by %(latest)s."
    ),
    "notice_too_long": gettext_lazy(
        "The by-laws let a meeting be called %(days)s days before at most, and there are %(left)s. Call it from "
        "%(earliest)s on, or let it sit by %(latest)s."
    ),
    "meeting_past": gettext_lazy("The meeting would sit on %(held_on)s, and that day has passed."),
    "business_missing": gettext_lazy("The agenda lacks what this meeting is held for: %(business)s."),
    "matters_missing": gettext_lazy("The agenda says nothing beside the opening and the closing."),
    "bylaw_text_missing": gettext_lazy(
        "Item %(place)s amends the by-laws: the notice brings its draft, and the text is missing."
    ),
    "bylaw_majority": gettext_lazy(
        "Item %(place)s amends the by-laws, which takes the special majority, and it is planned with another."
    ),
    "mode_not_allowed": gettext_lazy("The by-laws do not let a meeting be held in this way: %(mode)s."),
    "place_missing": gettext_lazy(
        "Sitting %(place)s does not say where one takes part: a meeting that is held %(mode)s needs it."
    ),
    "record_date_after_call": gettext_lazy(
        "The record date, %(record_date)s, is after the day of the call: who is entitled to the notice must be known."
    ),
    "matter_missing": gettext_lazy("The members required this, and the agenda lacks it: “%(matter)s”."),
    "matter_not_required": gettext_lazy(
        "Item %(place)s is none of the matters that the members required: only these may be decided."
    ),
    "motion_missing": gettext_lazy(
        "Motion %(motion)s was admitted, and the agenda lacks it in the words of its author: “%(title)s”."
    ),
    "annual_meeting_late": gettext_lazy(
        "The annual meeting is to be held by %(due)s, and this is later. It can be called all the same."
    ),
}


@dataclass(frozen=True, slots=True)
class CallFault:
    """One reason why a meeting cannot be called yet, by its code, with the rule and the figures."""

    code: str
    rule: str
    facts: Mapping[str, Any] = field(default_factory=dict)

    def message(self) -> str:
        """What is wrong and what would do, in the reader's language."""
        told = {name: _written(fact) for name, fact in self.facts.items()}
        return str(_FAULTS[self.code]) % told

    def plain(self) -> dict[str, Any]:
        """The same for programs."""
        facts = {name: str(fact) if not isinstance(fact, int) else fact for name, fact in self.facts.items()}
        return {"code": self.code, "rule": self.rule, **facts, "detail": self.message()}


def _written(fact: object) -> object:
    return day_text(fact, reader_locale()) if isinstance(fact, date) else fact


class MeetingNotCallable(SpokenRefusal):
    """The by-laws do not let a meeting be called as it is planned; all its faults at once (INV-86)."""

    code: ClassVar[str] = "meeting_not_callable"

    def __init__(self, *, faults: Sequence[CallFault]) -> None:
        super().__init__()
        self.faults = [fault.plain() for fault in faults]

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return " ".join(fault["detail"] for fault in self.faults)

    def each_fault(self) -> list[dict[str, object]]:
        """Each reason with its rule and its figures."""
        return list(self.faults)

    def unchanged(self) -> Words:
        """What did not happen."""
        return _("The meeting was not called, and nobody was written to.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Change the plan of the meeting, then call it.")


class DocumentKindUnknown(SpokenRefusal):
    """A file is none of the kinds that are kept with a meeting."""

    code: ClassVar[str] = "meeting_document_kind_unknown"
    status: ClassVar[int | None] = 415

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Only PDF, JPEG and PNG are kept with a meeting. This file was not.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Save it as a PDF and bring it again.")


class MeetingDocumentTooLarge(SpokenRefusal):
    """A file has more bytes than one that is kept with a meeting may have."""

    code: ClassVar[str] = "meeting_document_too_large"
    status: ClassVar[int | None] = 413

    def __init__(self, *, megabytes_max: int) -> None:
        super().__init__()
        self.megabytes_max = megabytes_max

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("The files that come together may have %(megabytes_max)s MB. These were not kept.")
            % self.words()
        )

    def next_step(self) -> Words:
        """What to do now."""
        return _("Bring one language after the other, or make the file smaller.")


class TooManyMeetingDocuments(SpokenRefusal):
    """More papers than a meeting may have."""

    code: ClassVar[str] = "too_many_meeting_documents"

    def __init__(self, *, most: int) -> None:
        super().__init__()
        self.most = most

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("A meeting may have %(most)s papers at most. This one was not kept.") % self.words()


class MeetingDocumentMissing(SpokenRefusal):
    """A paper needs a file in one language at least, and a title for each file."""

    code: ClassVar[str] = "meeting_document_missing"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Choose a file in one language at least, and give each file its title. Nothing was kept.")


class MeetingDocumentNotFound(SpokenRefusal):
    """The meeting has no such paper in this language."""

    code: ClassVar[str] = "meeting_document_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The meeting has no paper number %(number)s in this language.") % self.words()


class MeetingOver(SpokenRefusal):
    """What is over takes nothing more."""

    code: ClassVar[str] = "meeting_over"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This meeting is over: no paper is added to it any more. Nothing was kept.")


class RequisitionNotFound(SpokenRefusal):
    """No requisition has this number here."""

    code: ClassVar[str] = "requisition_not_found"
    status: ClassVar[int | None] = 404

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("There is no requisition number %(number)s here.") % self.words()


class MattersMissing(SpokenRefusal):
    """A requisition says what the meeting is to decide: one matter at least, ten at most, each once."""

    code: ClassVar[str] = "matters_missing"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "Say what the meeting is to decide: from one to ten matters, each different from the others."
        )


class SignedAlready(SpokenRefusal):
    """A member signs a requisition once (INV-97)."""

    code: ClassVar[str] = "signed_already"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("You have signed this already; a member signs once.")


class SignerWithoutVoice(SpokenRefusal):
    """Only members who may vote require a meeting."""

    code: ClassVar[str] = "signer_without_voice"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("A meeting is required by members who may vote. You may not at present. Nothing was signed.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Your file says why; ask at the counter if that is wrong.")


class RequisitionAnswered(SpokenRefusal):
    """A meeting is drafted on this requisition already (INV-97)."""

    code: ClassVar[str] = "requisition_answered"

    def __init__(self, *, meeting: int) -> None:
        super().__init__()
        self.meeting = meeting

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("Meeting number %(meeting)s is prepared on this requisition. Nothing was changed.")
            % self.words()
        )


class RequisitionNotReached(SpokenRefusal):
    """Fewer members signed than the by-laws ask for (INV-97)."""

    code: ClassVar[str] = "requisition_not_reached"

    def __init__(self, *, signatures: int, needed: int) -> None:
        super().__init__()
        self.signatures = signatures
        self.needed = needed

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("%(signatures)s members signed, and the by-laws ask for %(needed)s.") % self.words()


class NotASigner(SpokenRefusal):
    """Only who signed a requisition calls its meeting (rule Q-30)."""

    code: ClassVar[str] = "not_a_signer"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Only members who signed may call this meeting. Nothing was sent.")


class SignersCallTooEarly(SpokenRefusal):
    """Members call what they required only once the time of the board has passed (INV-114)."""

    code: ClassVar[str] = "signers_call_too_early"

    def __init__(self, *, call_by: date | None) -> None:
        super().__init__()
        self.call_by = call_by

    def message(self) -> Words:
        """What happened, in the reader's language."""
        if self.call_by is None:
            return _(
                "The board calls this meeting first: no day is set after which members may. Nothing was sent."
            )
        return _("The board has until %(call_by)s to call this meeting. Nothing was sent.") % self.words()


class FederationSilent(SpokenRefusal):
    """A meeting that the federation calls names the letter by which it does (rule Q-29)."""

    code: ClassVar[str] = "federation_silent"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Say by which letter the federation calls this meeting. Nothing was kept.")


class FederationTooEarly(SpokenRefusal):
    """The federation calls an annual meeting only where the board did not hold it in time (rule Q-29)."""

    code: ClassVar[str] = "federation_too_early"

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "The federation calls an annual meeting only where the board did not hold it in time, or a special one. "
            "Nothing was kept."
        )


class HandoverInFuture(SpokenRefusal):
    """A notice was given by hand on a day that has not come yet."""

    code: ClassVar[str] = "handover_in_future"

    def __init__(self, *, list_on: date) -> None:
        super().__init__()
        self.list_on = list_on

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return (
            _("The list is of %(list_on)s, and that day has not come. Nothing was written down.")
            % self.words()
        )
