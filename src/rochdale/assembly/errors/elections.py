"""Refusals about votes that are closed, and about archives that are checked."""

from __future__ import annotations

from typing import ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal
from rochdale.web.values import Words


class ArchiveTooLarge(SpokenRefusal):
    """An archive has more bytes than the page that checks one takes."""

    code: ClassVar[str] = "archive_too_large"
    status: ClassVar[int | None] = 413

    def __init__(self, *, megabytes_max: int) -> None:
        super().__init__()
        self.megabytes_max = megabytes_max

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "This archive has more than %(megabytes_max)s MB, and this page checks none that is larger."
        ) % (self.words())

    def next_step(self) -> Words:
        """What to do now."""
        return _elsewhere()


class ArchiveTooSlow(SpokenRefusal):
    """An archive took more time or memory to check than the page that checks one spends."""

    code: ClassVar[str] = "archive_too_slow"
    status: ClassVar[int | None] = 422

    def __init__(self, *, seconds_max: int) -> None:
        super().__init__()
        self.seconds_max = seconds_max

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "This archive was not checked to its end: it takes more than the %(seconds_max)s seconds, or the "
            "memory, that this page spends on one."
        ) % (self.words())

    def next_step(self) -> Words:
        """What to do now."""
        return _elsewhere()


class CheckingBusy(SpokenRefusal):
    """Archives of others are being checked, and each takes its turn."""

    code: ClassVar[str] = "checking_busy"
    status: ClassVar[int | None] = 503

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("Archives of others are being checked just now. Yours was not looked at.")

    def next_step(self) -> Words:
        """What to do now."""
        return _("Wait a minute, then send it again.")


class TrackingMalformed(SpokenRefusal):
    """What was looked up is no tracking number, and no tracker."""

    code: ClassVar[str] = "tracking_malformed"
    status: ClassVar[int | None] = 422

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This is no tracking number: compare each digit or each word with your receipt.")


class HeadMalformed(SpokenRefusal):
    """What was looked up is no head of a vote."""

    code: ClassVar[str] = "head_malformed"
    status: ClassVar[int | None] = 422

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This is no head: it has 64 digits and letters from a to f.")


class ElectionNotFound(SpokenRefusal):
    """No such published vote here."""

    code: ClassVar[str] = "election_not_found"
    status: ClassVar[int | None] = 404

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("No vote is published here under this address.")


class ElectionUnproven(SpokenRefusal):
    """The archive of a vote does not prove a result (INV-81). `codes` are the reasons."""

    code: ClassVar[str] = "election_unproven"

    def __init__(self, *, codes: tuple[str, ...]) -> None:
        super().__init__()
        self.codes = codes

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("The archive of this vote does not prove a result. It was not published.")


class ElectionPublished(SpokenRefusal):
    """This vote is published already, and a publication stays."""

    code: ClassVar[str] = "election_published"

    def __init__(self, *, uuid: str) -> None:
        super().__init__()
        self.uuid = uuid

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("This vote is published already. Nothing was changed.")


class DocumentUnbound(SpokenRefusal):
    """A document is not the one to which the vote is bound (INV-89). `kind` is notice, motions or roll."""

    code: ClassVar[str] = "document_unbound"

    def __init__(self, *, kind: str) -> None:
        super().__init__()
        self.kind = kind

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _(
            "This is not the document whose hash the ballots of this vote have signed. The vote was not published."
        )


class ElectionDocumentNotFound(SpokenRefusal):
    """No such document was published with a vote here."""

    code: ClassVar[str] = "election_document_not_found"
    status: ClassVar[int | None] = 404

    def message(self) -> Words:
        """What happened, in the reader's language."""
        return _("No such document was published with a vote here.")


def _elsewhere() -> str:
    return _(
        "Check it on a computer of your own with rochdale election verify, which has no such limit; the guide says "
        "how, and names two programs beside it."
    )
