"""How the door for programs refuses a request before any room has read it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

from django.utils.translation import gettext as _

from rochdale.web.errors import SpokenRefusal


class RequestRefusal(SpokenRefusal):
    """The request itself cannot be taken."""


class NotHere(RequestRefusal):
    """Nothing is at this address, or nothing that the one who asks may know of."""

    code: ClassVar[str] = "not_found"
    status: ClassVar[int] = 404

    def message(self) -> str:
        return _("Nothing is at this address, or nothing that you may see.")

    def next_step(self) -> str:
        return _("Check the address against the description of the API, and the ids against your own lists.")


class MethodNotAllowed(RequestRefusal):
    """The address exists, and does not answer to this method."""

    code: ClassVar[str] = "method_not_allowed"
    status: ClassVar[int] = 405

    def __init__(self, *, allowed: Sequence[str]) -> None:
        super().__init__()
        self.allowed = tuple(allowed)

    def message(self) -> str:
        return _("This address answers to other methods: %(allowed)s. Nothing was done.") % {
            "allowed": ", ".join(self.allowed)
        }


class BodyTooLarge(RequestRefusal):
    """The body is larger than any request needs to be."""

    code: ClassVar[str] = "body_too_large"
    status: ClassVar[int] = 413

    def __init__(self, *, bytes_max: int) -> None:
        super().__init__()
        self.bytes_max = bytes_max

    def message(self) -> str:
        return _("A request has %(bytes_max)s bytes at most. Nothing was read, and nothing was done.") % (
            self.words()
        )


class MediaTypeUnsupported(RequestRefusal):
    """The body is not said to be what is taken here: JSON, or a form with a file."""

    code: ClassVar[str] = "media_type_unsupported"
    status: ClassVar[int] = 415

    def __init__(self, *, media_type: str) -> None:
        super().__init__()
        self.media_type = media_type

    def message(self) -> str:
        return _("Send the body as %(media_type)s. Nothing was read, and nothing was done.") % self.words()


class BodyMalformed(RequestRefusal):
    """The body is no JSON."""

    code: ClassVar[str] = "body_malformed"
    status: ClassVar[int] = 400

    def message(self) -> str:
        return _("The body is not JSON in UTF-8. Nothing was done.")


class KeyMissing(RequestRefusal):
    """A request that writes came without `Idempotency-Key`."""

    code: ClassVar[str] = "key_missing"
    status: ClassVar[int] = 400

    def message(self) -> str:
        return _("A request that writes needs the header Idempotency-Key. Nothing was done.")

    def next_step(self) -> str:
        return _("Make a new key for each act (a UUID is good), and send the same one when you try again.")


class KeyMalformed(RequestRefusal):
    """The key is too short, too long, or has other than plain signs."""

    code: ClassVar[str] = "key_malformed"
    status: ClassVar[int] = 400

    def message(self) -> str:
        return _(
            "An Idempotency-Key has 8 to 100 letters, digits and signs -_.:, no others. Nothing was done."
        )


class RequestInvalid(RequestRefusal):
    """What was asked lacks something, has something that nobody knows, or a value that cannot be."""

    code: ClassVar[str] = "request_invalid"
    status: ClassVar[int] = 422

    def __init__(self, *, faults: Sequence[dict[str, Any]]) -> None:
        super().__init__()
        self.faults = tuple(faults)

    def message(self) -> str:
        return _("Some of what you sent cannot be taken; each fault is listed. Nothing was done.")


class CursorUnreadable(RequestRefusal):
    """A cursor that this list did not give."""

    code: ClassVar[str] = "cursor_unreadable"
    status: ClassVar[int] = 422

    def message(self) -> str:
        return _("This cursor is not one that this list gave. Begin again without one.")


class CsrfFailed(RequestRefusal):
    """A browser's session wrote without the token of our own pages."""

    code: ClassVar[str] = "csrf_failed"
    status: ClassVar[int] = 403

    def message(self) -> str:
        return _(
            "A browser that writes sends the token of our pages along (header X-CSRFToken). Nothing was done."
        )


class TooManyRequests(RequestRefusal):
    """More requests in a minute than one may send."""

    code: ClassVar[str] = "too_many_requests"
    status: ClassVar[int] = 429

    def __init__(self, *, seconds: int) -> None:
        super().__init__()
        self.seconds = seconds

    def message(self) -> str:
        return _(
            "Too many requests came in this minute. This one was not read. Wait %(seconds)s seconds."
        ) % (self.words())


class TooOften(TooManyRequests):
    """One place asks for this more often than anybody needs to."""

    code: ClassVar[str] = "too_often"

    def message(self) -> str:
        return (
            _(
                "This was asked for too often from where you are. Nothing was done. It can be asked again in "
                "%(seconds)s seconds at the latest."
            )
            % self.words()
        )


class ServerFault(RequestRefusal):
    """Something broke on our side; everything that was begun is undone."""

    code: ClassVar[str] = "server_fault"
    status: ClassVar[int] = 500

    def message(self) -> str:
        return _("Something broke on our side. Everything that was begun is undone.")

    def next_step(self) -> str:
        return _("Send it again with the same key in a while; if it goes on, tell the cooperative.")
