"""Tells Django that this room exists, and offers its letters and its act for two persons."""

from django.apps import AppConfig
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "rochdale.membership"
    label = "membership"

    def ready(self) -> None:
        """Offer what this room writes to people, what takes two of them, and what it adds to one's whole file."""
        from rochdale.cooperatives.actions import offer_kind
        from rochdale.membership.actions import BLANKING, ApplicationLetter, LetterKind, offer_letter
        from rochdale.membership.queries.file_of_register import offer_register_sections

        offer_register_sections()

        labels: dict[LetterKind | ApplicationLetter, Promise] = {
            LetterKind.NOTICE_RECEIVED: _("receipt of a notice of leaving"),
            LetterKind.HEARING_NOTICE: _("notice of a hearing"),
            LetterKind.EXCLUSION_DECIDED: _("exclusion, with its reasons"),
            LetterKind.EXCLUSION_DISMISSED: _("exclusion not decided"),
            LetterKind.APPEAL_DECIDED: _("decision on an appeal"),
            LetterKind.MEMBERSHIP_ENDED: _("end of a membership"),
            ApplicationLetter.RECEIVED: _("receipt of an application"),
            ApplicationLetter.MORE_ASKED: _("question about an application"),
            ApplicationLetter.SENT_TO_BOARD: _("application before the board"),
            ApplicationLetter.ACCEPTED: _("acceptance, to be paid"),
            ApplicationLetter.REFUSED: _("refusal, with its ground and the appeal"),
            ApplicationLetter.UPHELD: _("refusal confirmed on appeal"),
            ApplicationLetter.LAPSED: _("application lapsed"),
            ApplicationLetter.REGISTERED: _("welcome to a new member"),
            ApplicationLetter.LINK: _("new link to an application"),
            LetterKind.ADDRESS_CHANGED: _("change of an address"),
            LetterKind.NAME_DECIDED: _("decision on a name or date of birth"),
        }
        offer_kind(kind=BLANKING)
        for kind, label in labels.items():
            offer_letter(kind=kind, template=f"membership/letters/{kind.value}.txt", label=label)
