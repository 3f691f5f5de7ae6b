"""Entry codes: the desk of a meeting knows by one whose notice it has before it, and that the notice is genuine.

A code is the member's number and ten characters that only this installation can make of meeting and number: nothing
is kept. It opens no door by itself. Who lets in looks at the person as well; the code saves the search for the name.
"""

from __future__ import annotations

import re
from base64 import b32encode
from typing import Final
from uuid import UUID

from django.utils.crypto import constant_time_compare, salted_hmac

_GROUP: Final = 5
_BYTES: Final = 10  # enough for sixteen characters, of which two groups stand on the paper
# Crockford's Base32: no letter that is read as a digit.
_WRITTEN: Final = str.maketrans("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", "0123456789ABCDEFGHJKMNPQRSTVWXYZ")
_READ_AS: Final = str.maketrans("OIL", "011")
# A scanner types the whole address, and on some keyboards other signs for its marks.
_ASKED: Final = re.compile(
    r"(?:^|[^0-9A-Z])([0-9]{1,9})[^0-9A-Z]+([0-9A-Z]{5})[^0-9A-Z]*([0-9A-Z]{5})[^0-9A-Z]*$"
)
_LENGTH_MAX: Final = 500


def entry_code(*, meeting_id: UUID, member_number: int) -> str:
    """What stands on a member's notice of a meeting: "4182-XK7P2-M9QRT"."""
    told = f"{meeting_id.hex}:{member_number}"
    digest = salted_hmac("rochdale.assembly.entry", told, algorithm="sha256").digest()[:_BYTES]
    letters = b32encode(digest).decode().translate(_WRITTEN)
    return f"{member_number}-{letters[:_GROUP]}-{letters[_GROUP : 2 * _GROUP]}"


def looks_like_code(text: str) -> bool:
    """Whether this is written as an entry code is, or ends in one as the address of its page does."""
    return _asked(text) is not None


def member_of_code(*, meeting_id: UUID, text: str) -> int | None:
    """The member whose notice of this meeting carries the code; None where no notice does.

    Small letters, spaces for hyphens, and O, I and L for the digits that they look like are read as they are meant.
    """
    asked = _asked(text)
    if asked is None:
        return None
    number, letters = asked
    own = entry_code(meeting_id=meeting_id, member_number=number)
    return number if constant_time_compare(own, f"{number}-{letters}") else None


def _asked(text: str) -> tuple[int, str] | None:
    """The number and the two groups of a code as they are written."""
    found = _ASKED.search(text[-_LENGTH_MAX:].upper())
    if found is None or int(found[1]) == 0:
        return None
    first, second = (found[group].translate(_READ_AS) for group in (2, 3))
    return int(found[1]), f"{first}-{second}"
