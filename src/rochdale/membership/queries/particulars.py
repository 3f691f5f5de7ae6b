"""What is known about a person, as one value: it comes in with a newcomer and goes out to a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from rochdale.membership.models import PersonKind
from rochdale.membership.queries.names import spoken_name


@dataclass(frozen=True, slots=True)
class Particulars:
    """A person's particulars. `family_name` is an organization's whole name.

    `source_key` is the person's id where an import found it, unique in a cooperative unless empty;
    `cooperative_slug` names a cooperative that is on this server. Both stay as they were given.
    """

    family_name: str
    given_names: str = ""
    kind: PersonKind = PersonKind.NATURAL
    birth_date: date | None = None
    sex: str = ""
    language: str = "fr"
    email: str = ""
    telephone: str = ""
    street: str = ""
    town: str = ""
    postal_code: str = ""
    source_key: str = ""
    cooperative_slug: str = ""

    @property
    def name(self) -> str:
        """The name as it is spoken: given names first."""
        return spoken_name(self.given_names, self.family_name)
