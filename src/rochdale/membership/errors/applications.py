"""Refusals on the way into a membership."""

from __future__ import annotations

from datetime import date
from typing import ClassVar
from uuid import UUID

from django.utils.translation import gettext as _

from rochdale.membership.errors.base import MembershipRefusal


class ApplicationNotFound(MembershipRefusal):
    """No such application in this cooperative."""

    code: ClassVar[str] = "application_not_found"

    def __init__(self, *, application_id: UUID | None = None) -> None:
        super().__init__()
        self.application_id = application_id

    def message(self) -> str:
        return _("No application is kept here under this address.")


class DraftNotFound(MembershipRefusal):
    """No application is being filled in under this link: it was sent, or its time is over."""

    code: ClassVar[str] = "draft_not_found"

    def message(self) -> str:
        return _("This application was sent already, or was not finished in time and has been deleted.")

    def next_step(self) -> str:
        return _("Open the link you were given to follow it, or begin a new one.")


class DraftIncomplete(MembershipRefusal):
    """Answers are missing. `step` is the first one that is not whole."""

    code: ClassVar[str] = "draft_incomplete"

    def __init__(self, *, step: str) -> None:
        super().__init__()
        self.step = step

    def message(self) -> str:
        return _(
            "Something is missing still. Nothing was sent. Go through the steps again; what you wrote is kept."
        )


class PersonsNotAdmitted(MembershipRefusal):
    """A person asks to be a member of a federation or a confederation (INV-36)."""

    code: ClassVar[str] = "persons_not_admitted"

    def message(self) -> str:
        return _("The members here are cooperatives. A person joins one of them.")


class CooperativesNotAdmitted(MembershipRefusal):
    """A cooperative asks, as one, to be a member of a primary cooperative (INV-36)."""

    code: ClassVar[str] = "cooperatives_not_admitted"

    def message(self) -> str:
        return _("Cooperatives as such join a federation. Here a cooperative joins like any organization.")


class NoAffiliate(MembershipRefusal):
    """`slug` names no cooperative on this server that may join: none, one of no lower tier, or a member (INV-36)."""

    code: ClassVar[str] = "no_affiliate"

    def __init__(self, *, slug: str) -> None:
        super().__init__()
        self.slug = slug

    def message(self) -> str:
        return _(
            "“%(slug)s” is no cooperative here that may join: it is a member, or not of a lower tier."
        ) % {"slug": self.slug}


class CooperativeLinked(MembershipRefusal):
    """`slug` names a cooperative that the register knows already."""

    code: ClassVar[str] = "cooperative_linked"

    def __init__(self, *, slug: str) -> None:
        super().__init__()
        self.slug = slug

    def message(self) -> str:
        return _("The register knows the cooperative “%(slug)s” already.") % {"slug": self.slug}

    def next_step(self) -> str:
        return _("Say of its earlier entry that it is the same, then register it.")


class ApplicationStepOutOfOrder(MembershipRefusal):
    """The step does not follow the last one (INV-65)."""

    code: ClassVar[str] = "application_step_out_of_order"

    def __init__(self, *, last: str, step: str) -> None:
        super().__init__()
        self.last = last
        self.step = step

    def message(self) -> str:
        return _("The application has moved on since you opened the page. Nothing changed. Open it again.")


class RefusalGroundUnknown(MembershipRefusal):
    """An application is refused on a ground that the by-laws name, and on no other (rule U-3)."""

    code: ClassVar[str] = "refusal_ground_unknown"

    def __init__(self, *, ground: str) -> None:
        super().__init__()
        self.ground = ground

    def message(self) -> str:
        return _(
            "The by-laws do not name this ground for refusing somebody. Nothing changed. Choose one they name."
        )


class OwnApplication(MembershipRefusal):
    """Nobody takes part in deciding on the own application (INV-28)."""

    code: ClassVar[str] = "own_application"

    def message(self) -> str:
        return _("This is about your own membership: others decide on it. Nothing changed.")


class BoardDecides(MembershipRefusal):
    """By the by-laws, or because it was sent there, the board decides on this application."""

    code: ClassVar[str] = "board_decides"

    def message(self) -> str:
        return _("The board decides on this application. Nothing changed. Send it to the board.")


class OtherDecides(MembershipRefusal):
    """Who refused an application does not decide on its appeal."""

    code: ClassVar[str] = "other_decides"

    def message(self) -> str:
        return _("You refused this application: somebody else decides on the appeal. Nothing changed.")


class SamePersonOpen(MembershipRefusal):
    """Somebody whom the cooperative knows may be the applicant, and nobody has said yet (rule Q-11)."""

    code: ClassVar[str] = "same_person_open"

    def __init__(self, *, persons: int) -> None:
        super().__init__()
        self.persons = persons

    def message(self) -> str:
        return _(
            "Somebody known here may be the same person. Nothing changed. Say first whether it is the same or another."
        )


class ApplicantIsMember(MembershipRefusal):
    """The applicant is a member already."""

    code: ClassVar[str] = "applicant_is_member"

    def __init__(self, *, number: int) -> None:
        super().__init__()
        self.number = number

    def message(self) -> str:
        return (
            _("The applicant is a member already, under the number %(number)s. Nothing changed.")
            % self.words()
        )


class GuardianMissing(MembershipRefusal):
    """Below the age of the by-laws nobody joins without a guardian (rule Q-17)."""

    code: ClassVar[str] = "guardian_missing"

    def __init__(self, *, age_years: int) -> None:
        super().__init__()
        self.age_years = age_years

    def message(self) -> str:
        return (
            _("Below %(age_years)s years a parent or guardian applies along. Nothing was sent.")
            % self.words()
        )


class MinorsNotAdmitted(MembershipRefusal):
    """The by-laws admit no minors (rule Q-17)."""

    code: ClassVar[str] = "minors_not_admitted"

    def __init__(self, *, age_years: int) -> None:
        super().__init__()
        self.age_years = age_years

    def message(self) -> str:
        return _("One can join here from the age of %(age_years)s. Nothing was sent.") % self.words()


class BornInFuture(MembershipRefusal):
    """A birth date that has not come."""

    code: ClassVar[str] = "born_in_future"

    def message(self) -> str:
        return _("The date of birth has not come yet. Nothing was sent. Correct it.")


class OutsideBond(MembershipRefusal):
    """Nothing ties the applicant to the cooperative, and the by-laws leave no room, or no more (rule Q-15)."""

    code: ClassVar[str] = "outside_bond"

    def __init__(self, *, most: int) -> None:
        super().__init__()
        self.most = most

    def message(self) -> str:
        return (
            _(
                "By the by-laws %(most)s members may be outside the common bond, and that is full. Nothing changed."
            )
            % self.words()
        )


class SharesImpossible(MembershipRefusal):
    """Fewer shares than a member holds by the by-laws, too many, or more instalments than they allow."""

    code: ClassVar[str] = "shares_impossible"

    def __init__(self, *, least: int, instalments_max: int) -> None:
        super().__init__()
        self.least = least
        self.instalments_max = instalments_max

    def message(self) -> str:
        return (
            _(
                "A member holds %(least)s qualifying shares at least, paid in %(instalments_max)s parts at most. "
                "Nothing was sent."
            )
            % self.words()
        )


class AcceptanceLapsed(MembershipRefusal):
    """The time for paying, or for answering, is over."""

    code: ClassVar[str] = "acceptance_lapsed"

    def __init__(self, *, latest: date) -> None:
        super().__init__()
        self.latest = latest

    def message(self) -> str:
        return (
            _("The time for this ended on %(latest)s, and the application lapses. Nothing changed.")
            % self.words()
        )

    def next_step(self) -> str:
        return _("A new application can be made at any time.")


class AppealTooLate(MembershipRefusal):
    """The time for an appeal is over."""

    code: ClassVar[str] = "appeal_too_late"

    def __init__(self, *, latest: date) -> None:
        super().__init__()
        self.latest = latest

    def message(self) -> str:
        return _("The time for an appeal ended on %(latest)s. Nothing changed.") % self.words()

    def next_step(self) -> str:
        return _("A new application can be made at any time.")


class DocumentNotFound(MembershipRefusal):
    """No such paper with this application."""

    code: ClassVar[str] = "document_not_found"

    def message(self) -> str:
        return _("No such paper is kept with this application.")


class DocumentKindRefused(MembershipRefusal):
    """The content is neither a PDF nor a JPEG or PNG picture, whatever its name says."""

    code: ClassVar[str] = "document_kind_refused"

    def message(self) -> str:
        return _(
            "This file is neither a PDF nor a JPEG or PNG picture. It was not kept. Take a photo, or save as PDF."
        )


class DocumentTooLarge(MembershipRefusal):
    """More bytes than a paper may have."""

    code: ClassVar[str] = "document_too_large"

    def __init__(self, *, megabytes_max: int) -> None:
        super().__init__()
        self.megabytes_max = megabytes_max

    def message(self) -> str:
        return _("A file may have %(megabytes_max)s MB at most. This one was not kept.") % self.words()

    def next_step(self) -> str:
        return _("Take the photo in a smaller size, or one page at a time.")


class TooManyDocuments(MembershipRefusal):
    """More papers than an application may bring."""

    code: ClassVar[str] = "too_many_documents"

    def __init__(self, *, most: int) -> None:
        super().__init__()
        self.most = most

    def message(self) -> str:
        return (
            _("An application brings %(most)s files at most. This one was not kept. Remove another first.")
            % self.words()
        )


class DocumentDamaged(MembershipRefusal):
    """A paper does not open: it was changed, moved, or sealed with another key (INV-66)."""

    code: ClassVar[str] = "document_damaged"

    def message(self) -> str:
        return _(
            "This file cannot be opened: it was changed, or the key of this installation is another one."
        )
