"""A value that must not be printed, logged, compared by accident or sent to another process."""

from __future__ import annotations

from typing import Generic, NoReturn, TypeVar, final

T = TypeVar("T")


@final
class Secret(Generic[T]):
    """Holds a secret key, seed or credential: `reveal()` is the only way to it, so a search finds every use."""

    __slots__ = ("_hidden",)

    def __init__(self, hidden: T) -> None:
        self._hidden = hidden

    def reveal(self) -> T:
        """The secret itself."""
        return self._hidden

    def __repr__(self) -> str:
        return "Secret(...)"

    def __reduce__(self) -> NoReturn:
        raise TypeError("a secret is not written to bytes by accident")
