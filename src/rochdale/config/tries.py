"""Django's cache, kept in the database for what all processes that serve pages must know of one another.

That is how often somebody tried lately (passwords, codes, requests of programs) and which codes were used. It has a
connection of its own: a request that is refused undoes what it wrote, and must not undo that it was counted.
Values are JSON, and keys are fingerprints, so that the table neither runs as code nor tells who came from where.
"""

from __future__ import annotations

import json
from contextlib import AbstractContextManager
from typing import Any, Final

from django.core.cache.backends.base import DEFAULT_TIMEOUT, BaseCache
from django.db import connections
from django.utils.crypto import salted_hmac

CONNECTION: Final = "tries"
_UNTIL: Final = (
    "CASE WHEN %(seconds)s::float8 IS NULL THEN 'infinity' ELSE now() + %(seconds)s * interval '1 second' END"
)
# Each write takes two along that are over, so that the table stays as small as what counts. Never the one it writes:
# a row cannot be changed twice in a statement.
_SWEEP: Final = """
WITH over AS (
    SELECT key FROM tenancy_try WHERE expires_at <= now() AND key <> %(key)s
    ORDER BY expires_at LIMIT 2 FOR UPDATE SKIP LOCKED
), swept AS (DELETE FROM tenancy_try USING over WHERE tenancy_try.key = over.key)
"""
_SET: Final = f"""{_SWEEP}
INSERT INTO tenancy_try (key, value, expires_at) VALUES (%(key)s, %(value)s, {_UNTIL})
ON CONFLICT (key) DO UPDATE SET value = excluded.value, expires_at = excluded.expires_at
"""
_ADD: Final = f"{_SET} WHERE tenancy_try.expires_at <= now() RETURNING true"
_GET: Final = "SELECT value::text FROM tenancy_try WHERE key = %(key)s AND expires_at > now()"
_TOUCH: Final = f"""
UPDATE tenancy_try SET expires_at = {_UNTIL} WHERE key = %(key)s AND expires_at > now() RETURNING true
"""
_INCREASE: Final = """
UPDATE tenancy_try SET value = to_jsonb(value::int8 + %(delta)s) WHERE key = %(key)s AND expires_at > now()
RETURNING value::int8
"""
_DELETE: Final = "DELETE FROM tenancy_try WHERE key = %(key)s RETURNING expires_at > now()"


class Tries(BaseCache):
    """A cache that every process shares: each act is one statement, and what is added or increased is so once."""

    def __init__(self, _location: str, params: dict[str, Any]) -> None:
        super().__init__(params)

    def add(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Write a value where there is none that counts; whether it was written."""
        return (
            self._one(_ADD, key, version, value=json.dumps(value), seconds=self._seconds(timeout)) is not None
        )

    def get(self, key: str, default: Any = None, version: int | None = None) -> Any:
        """The value, as JSON keeps it: a tuple comes back as a list."""
        found = self._one(_GET, key, version)
        return default if found is None else json.loads(found)

    def set(self, key: str, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        """Write a value, over any other."""
        self._one(
            f"{_SET} RETURNING true", key, version, value=json.dumps(value), seconds=self._seconds(timeout)
        )

    def touch(self, key: str, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Let a value count for longer, or less long; whether there was one."""
        return self._one(_TOUCH, key, version, seconds=self._seconds(timeout)) is not None

    def delete(self, key: str, version: int | None = None) -> bool:
        """Take a value away; whether there was one that counts."""
        return self._one(_DELETE, key, version) is True

    def incr(self, key: str, delta: int = 1, version: int | None = None) -> int:
        """Add to a number, whoever else does at the same time; the sum. Raises ValueError where there is none."""
        total = self._one(_INCREASE, key, version, delta=delta)
        if total is None:
            raise ValueError(f"nothing is counted under {key!r}")
        return int(total)

    def clear(self) -> None:
        """Forget everything."""
        with _cursor() as cursor:
            cursor.execute("DELETE FROM tenancy_try")

    def _seconds(self, timeout: Any) -> float | None:
        """For how long a value counts; none for ever."""
        return self.default_timeout if timeout is DEFAULT_TIMEOUT else timeout

    def _one(self, statement: str, key: str, version: int | None, **facts: Any) -> Any:
        named = salted_hmac("rochdale.config.tries", self.make_key(key, version=version), algorithm="sha256")
        with _cursor() as cursor:
            cursor.execute(statement, {"key": named.hexdigest(), **facts})
            row = cursor.fetchone()
        return None if row is None else row[0]


def _cursor() -> AbstractContextManager[Any]:
    return connections[CONNECTION].cursor()
