"""Tells Django that this room exists, and offers the letters that it writes."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembershipConfig(AppConfig):
    name = "rochdale.membership"
    label = "membership"

    def ready(self) -> None:
        """Offer the letters of this room."""
        from rochdale.membership.actions import LetterKind, offer_letter

        labels = {
            LetterKind.NOTICE_RECEIVED: _("receipt of a notice of leaving"),
            LetterKind.HEARING_NOTICE: _("notice of a hearing"),
            LetterKind.EXCLUSION_DECIDED: _("exclusion, with its reasons"),
            LetterKind.EXCLUSION_DISMISSED: _("exclusion not decided"),
            LetterKind.APPEAL_DECIDED: _("decision on an appeal"),
            LetterKind.MEMBERSHIP_ENDED: _("end of a membership"),
        }
        for kind, label in labels.items():
            offer_letter(kind=kind, template=f"membership/letters/{kind.value}.txt", label=label)
