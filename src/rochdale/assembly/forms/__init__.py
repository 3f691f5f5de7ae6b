"""What people fill in here."""

from rochdale.assembly.forms.checking import CheckForm

__all__ = ["CheckForm"]
