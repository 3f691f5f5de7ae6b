"""The member that an address names, as the register knows them."""

from __future__ import annotations

from django.http import Http404

from rochdale.membership import queries
from rochdale.membership.errors import MemberNotFound
from rochdale.membership.queries import MemberFile


def member_file(number: int) -> MemberFile:
    """A member of the cooperative of the visit. Raises Http404."""
    try:
        return queries.member(number=number)
    except MemberNotFound as missing:
        raise Http404 from missing
