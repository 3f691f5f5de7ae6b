"""How files that are sent come in: in memory alone, so that nobody's papers lie about in a temporary folder."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any, Final, TypeVar

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

UPLOAD_BYTES_MAX: Final = 5 * 1024 * 1024
PART_BYTES_MAX: Final = 20 * 1024 * 1024
"""What a trustee of a ballot gives: as much as a shuffle of some 4,700 orders."""
PART_BODY_BYTES_MAX: Final = PART_BYTES_MAX + 1024 * 1024
"""A request that carries such a part: as JSON its quotation marks are escaped, and other fields come with it."""
_ROOM: Final = "rochdale_upload_bytes_max"
_View = TypeVar("_View", bound=Callable[..., Any])


def takes_files_of(bytes_max: int) -> Callable[[_View], _View]:
    """Mark a view to which larger files than elsewhere may be sent."""

    def mark(view: _View) -> _View:
        setattr(view, _ROOM, bytes_max)
        return view

    return mark


def _room(request: HttpRequest | None) -> int:
    """How many bytes of files are kept of a request, by the view that it goes to."""
    match = getattr(request, "resolver_match", None)
    return int(getattr(match.func, _ROOM, UPLOAD_BYTES_MAX)) if match else UPLOAD_BYTES_MAX


class InMemoryOnly(FileUploadHandler):
    """Keeps the files of a request, as many bytes as its view takes and one more of all together, and no more.

    That is `UPLOAD_BYTES_MAX`, but for views that are marked. A file that is too large arrives cut off, with its true
    size: whoever takes it sees that it is too large.
    """

    chunk_size = 64 * 1024
    kept = 0

    def __init__(self, request: HttpRequest | None = None) -> None:
        super().__init__(request)
        self.bytes_max = _room(request)

    def new_file(self, *arguments: object, **options: object) -> None:
        """Begin a file."""
        super().new_file(*arguments, **options)  # type: ignore[arg-type]  # as Django hands it over
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  # as Django calls it
        """Take what there is room for."""
        room = self.bytes_max + 1 - self.kept
        self.kept += self.file.write(raw_data[: max(room, 0)])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        """The file, with the size that was sent."""
        self.file.seek(0)
        return InMemoryUploadedFile(
            file=self.file,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
            content_type_extra=self.content_type_extra,
        )
