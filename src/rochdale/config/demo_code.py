"""The second factor of the demo's officers: one key for all, which everybody knows as they know the password.

It needs neither Django nor the database, so that `rochdale demo code` answers while the program serves.
"""

from __future__ import annotations

import base64
from datetime import datetime

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.totp import TOTP

# Nothing here is a secret: these people do not exist. It can be given to an authenticator app as well.
TOTP_KEY = "VIEUXMOULIN27POSTCARDS27LAMPPOST"
_DIGITS, _PERIOD_SECONDS = 6, 30


def code_at(instant: datetime) -> tuple[str, int]:
    """The code that officers of the demo sign in with at an instant, and for how many seconds it still works."""
    moment = int(instant.timestamp())
    one = TOTP(base64.b32decode(TOTP_KEY), _DIGITS, SHA1(), _PERIOD_SECONDS)  # noqa: S303  # RFC 6238
    return one.generate(moment).decode(), _PERIOD_SECONDS - moment % _PERIOD_SECONDS
