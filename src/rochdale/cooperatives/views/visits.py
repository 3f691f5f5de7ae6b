"""A visit: one request to a page of a cooperative, with who asks, what that person may do, and when.

It is made once, at the reception (`config.middleware`), and asks the database nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.urls import reverse
from django.utils.text import capfirst

from rochdale.cooperatives.errors import NotAllowed
from rochdale.cooperatives.queries import PERMISSIONS, Cooperative, OfficeHeld, Permission
from rochdale.kernel.acting import Acting
from rochdale.web.values import Link


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for a page of `cooperative`, at the instant `at`.

    `person_id` is None for somebody without a door here, signed in or not; `member_id` and `member_number`
    are those of the present membership. The `*_url` and `navigation` are for the head of the page.
    """

    cooperative: Cooperative
    at: datetime
    sign_in_id: UUID | None = None
    person_id: UUID | None = None
    person_name: str = ""
    member_id: UUID | None = None
    member_number: int | None = None
    offices: tuple[OfficeHeld, ...] = ()
    navigation: Sequence[Link] = ()
    person_url: str = ""
    search_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything that the offices held today allow."""
        return frozenset[Permission]().union(*(PERMISSIONS[held.office] for held in self.offices))

    @property
    def today(self) -> date:
        """The cooperative's business date."""
        return self.cooperative.business_date

    @property
    def is_officer(self) -> bool:
        """Whether the person holds an office today."""
        return bool(self.offices)

    def acting(
        self, permission: Permission | None = None, reason: str = "", *, for_person_id: UUID | None = None
    ) -> Acting:
        """This person, acting under an office that allows `permission`, or None: as a member, in own matters.

        Raises NotAllowed.
        """
        return Acting(
            cooperative_id=self.cooperative.id,
            person_id=self.person_id,
            for_person_id=for_person_id,
            authority=self._authority(permission),
            on=self.today,
            at=self.at,
            reason=reason,
        )

    def _authority(self, permission: Permission | None) -> str:
        if permission is None and self.member_number is not None:
            return f"member {self.member_number}"
        for held in self.offices:
            if permission is not None and permission in PERMISSIONS[held.office]:
                return held.authority()
        raise NotAllowed(
            person_id=self.person_id or UUID(int=0),
            permission=permission.value if permission else "member",
            on=self.today,
        )

    def href(self, name: str, **values: object) -> str:
        """The address of a page of this cooperative, by its name in the room's urls."""
        return reverse(name, kwargs={"cooperative": self.cooperative.slug, **values})

    # What web.context reads for the head of the book.
    @property
    def cooperative_name(self) -> str:
        """The name at the head of every page."""
        return self.cooperative.name

    @property
    def home_url(self) -> str:
        """The first page of the cooperative."""
        return f"/{self.cooperative.slug}/"

    @property
    def business_date(self) -> date:
        """The business day, shown to officers."""
        return self.today

    @property
    def office_name(self) -> str:
        """The hats that the person wears today, empty for a member."""
        return capfirst(", ".join(str(held.office.label) for held in self.offices))

    @property
    def keyboard(self) -> bool:
        """Single keys are for officers, who work here all day."""
        return self.is_officer


def visit_of(request: HttpRequest) -> Visit:
    """The visit that the reception put on the request; only pages under a cooperative have one."""
    visit = getattr(request, "rochdale", None)
    assert isinstance(visit, Visit)
    return visit
