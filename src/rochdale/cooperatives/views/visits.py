"""A visit: one request to a page of a cooperative, with who asks, what that person may do, and when.

It is made once, at the reception (`config.middleware`), and asks the database nothing more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from rochdale.cooperatives.errors import NotAllowed, NotLetIn, OwnMatter
from rochdale.cooperatives.queries import PERMISSIONS, Cooperative, OfficeHeld, Permission
from rochdale.kernel.acting import Acting
from rochdale.web.values import Link


@lru_cache(maxsize=10_000)
def _address(urls: str, name: str, slug: str, values: tuple[tuple[str, object], ...]) -> str:
    """Found once: the head of every page asks for the same dozen."""
    return reverse(name, urlconf=urls, kwargs={"cooperative": slug, **dict(values)})


class Hat(StrEnum):
    """As whom an officer who is a member is here: one of the two at a time."""

    OFFICER = "officer"
    MEMBER = "member"


_HAT_NAMES: dict[Hat, Promise] = {Hat.OFFICER: _("officer"), Hat.MEMBER: _("member")}


@dataclass(frozen=True, slots=True)
class Visit:
    """Who asks for a page of `cooperative`, at the instant `at`.

    `person_id` is None for somebody without a door here, signed in or not; `member_id` and `member_number`
    are those of the present membership. Of the offices `held` today those in `offices` count now: all of them
    or none, without a second factor (`factor_id` is the last one shown) or under the member's hat. `proved_at`
    is when the person last showed who is at the screen. The `*_url` and `navigation` are for the head of the
    page; with `steady` its forms are kept on a network that drops, for whom it tells apart.

    A program comes with an access token: `token_id` names it, and `granted` is all that it may do of what the
    offices allow; `is_own` says whether it may look after the person's own matters (INV-79).
    """

    cooperative: Cooperative
    at: datetime
    sign_in_id: UUID | None = None
    person_id: UUID | None = None
    person_name: str = ""
    member_id: UUID | None = None
    member_number: int | None = None
    offices: tuple[OfficeHeld, ...] = ()
    held: tuple[OfficeHeld, ...] = ()
    hat: Hat = Hat.OFFICER
    second_factor: bool = False
    factor_id: int | None = None
    proved_at: datetime | None = None
    token_id: UUID | None = None
    granted: frozenset[Permission] | None = None
    is_own: bool = True
    navigation: Sequence[Link] = ()
    person_url: str = ""
    search_url: str = ""
    sign_in_url: str = ""
    sign_out_url: str = ""
    steady: str = ""

    @property
    def permissions(self) -> frozenset[Permission]:
        """Everything that the offices held today allow, as far as a token lets a program do it."""
        return self._narrowed(frozenset().union(*(PERMISSIONS[held.office] for held in self.offices)))

    def _narrowed(self, permissions: frozenset[Permission]) -> frozenset[Permission]:
        return permissions if self.granted is None else permissions & self.granted

    def require_self(self) -> UUID:
        """The person whose own things are asked for. Raises NotLetIn where a program was not given them."""
        if self.self_id is None:
            raise NotLetIn
        return self.self_id

    @property
    def self_id(self) -> UUID | None:
        """The person whose own things may be shown; None for a program that was not given them."""
        return self.person_id if self.is_own else None

    def may_with_office(self, permissions: frozenset[Permission]) -> bool:
        """Whether an office held today allows any of these, be it that it does not count at this moment."""
        wanted = self._narrowed(permissions)
        return any(not wanted.isdisjoint(PERMISSIONS[held.office]) for held in self.held)

    @property
    def is_fresh(self) -> bool:
        """Whether the person showed a short while ago who is at the screen (`FRESH_MINUTES`)."""
        limit = timedelta(minutes=settings.FRESH_MINUTES)
        return self.proved_at is not None and self.at - self.proved_at <= limit

    @property
    def has_two_hats(self) -> bool:
        """Whether the person is an officer and a member, and has shown a second factor for the office."""
        return bool(self.held) and self.second_factor and self.member_number is not None

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

        An office never serves for matters of the person who holds it (INV-28). Raises NotAllowed, OwnMatter.
        """
        if permission is not None:
            self.require_other(for_person_id)
        return Acting(
            cooperative_id=self.cooperative.id,
            person_id=self.person_id,
            for_person_id=for_person_id,
            authority=self._authority(permission),
            on=self.today,
            at=self.at,
            reason=reason,
        )

    def acting_for_oneself(self) -> Acting:
        """This person in own matters, a member or not: what is on file is theirs after a membership as well."""
        assert self.person_id is not None
        own = f"member {self.member_number}" if self.member_number is not None else "oneself"
        return Acting(self.cooperative.id, self.person_id, None, f"{self._through}{own}", self.today, self.at)

    @property
    def _through(self) -> str:
        """The token that stands before the authority of a program's act."""
        return f"token {self.token_id}: " if self.token_id else ""

    def require_other(self, *person_ids: UUID | None) -> None:
        """Refuse an act of office that concerns the officer (INV-28). Raises OwnMatter."""
        if self.person_id is not None and self.person_id in person_ids:
            raise OwnMatter(person_id=self.person_id)

    def _authority(self, permission: Permission | None) -> str:
        if permission is None and self.member_number is not None:
            return f"{self._through}member {self.member_number}"
        for held in self.offices:
            if permission is not None and permission in self._narrowed(PERMISSIONS[held.office]):
                return f"{self._through}{held.authority()}"
        raise NotAllowed(
            person_id=self.person_id or UUID(int=0),
            permission=permission.value if permission else "member",
            on=self.today,
        )

    def href(self, name: str, **values: object) -> str:
        """The address of a page of this cooperative, by its name in the room's urls."""
        return _address(settings.ROOT_URLCONF, name, self.cooperative.slug, tuple(sorted(values.items())))

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
    def hat_name(self) -> Promise | None:
        """Which of two hats is on, in words; None for whoever has one."""
        return _HAT_NAMES[self.hat] if self.has_two_hats else None

    @property
    def other_hat(self) -> Hat | None:
        """The hat that could be put on instead."""
        if not self.has_two_hats:
            return None
        return Hat.MEMBER if self.hat is Hat.OFFICER else Hat.OFFICER

    @property
    def other_hat_name(self) -> Promise | None:
        """The same, in words."""
        return _HAT_NAMES[self.other_hat] if self.other_hat else None

    @property
    def hat_url(self) -> str:
        """Where the hats are changed."""
        return f"/{self.cooperative.slug}/hat/" if self.has_two_hats else ""

    @property
    def second_factor_url(self) -> str:
        """Where an officer who showed no second factor does so, or sets one up."""
        return reverse("account_second_factor") if self.held and not self.second_factor else ""

    @property
    def keyboard(self) -> bool:
        """Single keys are for officers, who work here all day."""
        return self.is_officer


def visit_of(request: HttpRequest) -> Visit:
    """The visit that the reception put on the request; only pages under a cooperative have one."""
    visit = getattr(request, "rochdale", None)
    assert isinstance(visit, Visit)
    return visit
