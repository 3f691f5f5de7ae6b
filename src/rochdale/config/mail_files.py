"""Django's door to the way `file`: it is found by this module's name, once the settings are read."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from rochdale.config.mail import write_messages


class EmailBackend(BaseEmailBackend):
    """One `.eml` for each message, in the folder `mail` of the home."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Write them; as many as were given."""
        written = [message.message().as_bytes() for message in email_messages]
        return write_messages(Path(settings.EMAIL_FILE_PATH), written)
