"""How files that are sent come in: in memory alone, so that nobody's papers lie about in a temporary folder."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler

UPLOAD_BYTES_MAX: Final = 5 * 1024 * 1024


class InMemoryOnly(FileUploadHandler):
    """Keeps the files of a request, `UPLOAD_BYTES_MAX` and one byte of all of them together, and lets go of the rest.

    A file that is too large arrives cut off, with its true size: whoever takes it sees that it is too large.
    """

    chunk_size = 64 * 1024
    kept = 0

    def new_file(self, *arguments: object, **options: object) -> None:
        """Begin a file."""
        super().new_file(*arguments, **options)  # type: ignore[arg-type]  # as Django hands it over
        self.file = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002  # as Django calls it
        """Take what there is room for."""
        room = UPLOAD_BYTES_MAX + 1 - self.kept
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
