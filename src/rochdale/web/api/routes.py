"""How a room says its questions and verbs: address, answer, and every refusal that may come instead."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Any, Final, TypeVar

from ninja import Router

from rochdale.kernel.errors import Refusal

View = TypeVar("View", bound=Callable[..., Any])
_TOLD: Final = "rochdale_operation"
JSON: Final = "application/json"
PDF: Final = "application/pdf"
CSV: Final = "text/csv"
BODY_BYTES_MAX: Final = 64 * 1024


@dataclass(frozen=True, slots=True)
class Told:
    """What is known of an operation beside its address. `refuses` are the refusals of its room and those below.

    `media` are the kinds in which it answers. What is not `is_kept` takes no key: its answer holds a secret, or a
    copy of what the register says, and a repeated request is answered anew. A body has `body_bytes_max` at most.
    """

    name: str
    is_verb: bool
    refuses: tuple[type[Refusal], ...]
    status: int
    media: tuple[str, ...] = (JSON,)
    is_kept: bool = True
    body_bytes_max: int = BODY_BYTES_MAX


def operation_told(view: Callable[..., object]) -> Told | None:
    """What a room told of a view, None for any other view."""
    found: Told | None = getattr(view, _TOLD, None)
    return found


class Routes:
    """The questions and verbs of one room, or of one part of it."""

    def __init__(self, room: str) -> None:
        self.room = room
        self.router = Router(tags=[room])

    def question(
        self,
        path: str,
        answer: Any,
        *,
        refuses: Sequence[type[Refusal]] = (),
        media: Sequence[str] = (JSON,),
    ) -> Callable[[View], View]:
        """Mark a view as the answer to GET; one that answers with a file gives the response itself."""
        return self._route("GET", path, answer, Told("", False, tuple(refuses), HTTPStatus.OK, tuple(media)))

    def verb(
        self,
        path: str,
        answer: Any,
        *,
        refuses: Sequence[type[Refusal]] = (),
        status: int = HTTPStatus.OK,
        media: Sequence[str] = (JSON,),
        is_kept: bool = True,
        body_bytes_max: int = BODY_BYTES_MAX,
    ) -> Callable[[View], View]:
        """Mark a view as what POST does, once for each key; `cooperatives.views.key_of` has it for an action."""
        told = Told("", True, tuple(refuses), status, tuple(media), is_kept, body_bytes_max)
        return self._route("POST", path, answer, told)

    def _route(self, method: str, path: str, answer: Any, told: Told) -> Callable[[View], View]:
        def register(view: View) -> View:
            name = f"{self.room}_{view.__name__}"
            own = replace(told, name=name)
            setattr(view, _TOLD, own)
            first, _, rest = (view.__doc__ or "").strip().partition("\n")
            self.router.add_api_operation(
                path,
                [method],
                view,
                response={own.status: answer},
                operation_id=name,
                summary=first,
                description=" ".join(rest.split()) or first,
            )
            return view

        return register
