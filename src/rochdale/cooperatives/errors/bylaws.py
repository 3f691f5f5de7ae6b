"""How packs and by-laws refuse; nothing has changed when one is raised."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import ClassVar

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from rochdale.cooperatives.errors.base import CooperativesRefusal
from rochdale.kernel.errors import Fault


class PackNotFound(CooperativesRefusal):
    """No pack of by-laws has this name."""

    code: ClassVar[str] = "pack_not_found"

    def __init__(self, *, pack: str) -> None:
        super().__init__()
        self.pack = pack

    def message(self) -> str:
        return _("There is no pack of by-laws called “%(pack)s”. Nothing changed.") % self.words()


class BylawsFaulty(CooperativesRefusal):
    """A pack or an amendment has faults; all of them are told at once."""

    code: ClassVar[str] = "bylaws_faulty"

    def __init__(self, *, source: str, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.source = source
        self.faults = tuple(faults)

    def message(self) -> str:
        count = len(self.faults)
        text = ngettext(
            "The by-laws in %(source)s have a fault: %(faults)s. Nothing changed.",
            "The by-laws in %(source)s have %(count)s faults: %(faults)s. Nothing changed.",
            count,
        )
        return text % {"source": self.source, "count": count, "faults": "; ".join(map(str, self.faults))}


class PackOfOtherCurrency(CooperativesRefusal):
    """The pack states amounts in a currency that is not the cooperative's."""

    code: ClassVar[str] = "pack_of_other_currency"

    def __init__(self, *, pack: str, pack_currency: str, currency: str) -> None:
        super().__init__()
        self.pack = pack
        self.pack_currency = pack_currency
        self.currency = currency

    def message(self) -> str:
        return (
            _(
                "The pack “%(pack)s” states amounts in %(pack_currency)s, but this cooperative keeps its "
                "books in %(currency)s. Nothing changed."
            )
            % self.words()
        )


class BylawNotInForce(CooperativesRefusal):
    """On that day no version of the by-laws states this parameter."""

    code: ClassVar[str] = "bylaw_not_in_force"

    def __init__(self, *, name: str, on: date) -> None:
        super().__init__()
        self.name = name
        self.on = on

    def message(self) -> str:
        return (
            _(
                "The by-laws in force on %(on)s say nothing about “%(name)s”. Nothing changed. Adopt a "
                "pack or an amendment that does."
            )
            % self.words()
        )


class BylawBackdated(CooperativesRefusal):
    """A version would take effect before the one that it follows, or before its registration (INV-20)."""

    code: ClassVar[str] = "bylaw_backdated"

    def __init__(self, *, effective_from: date, not_before: date) -> None:
        super().__init__()
        self.effective_from = effective_from
        self.not_before = not_before

    def message(self) -> str:
        return (
            _(
                "By-laws cannot take effect on %(effective_from)s: the earliest day is %(not_before)s. "
                "Nothing changed."
            )
            % self.words()
        )


class BylawNotYetAdopted(CooperativesRefusal):
    """The adoption lies after the day it is registered."""

    code: ClassVar[str] = "bylaw_not_yet_adopted"

    def __init__(self, *, adopted_on: date, on: date) -> None:
        super().__init__()
        self.adopted_on = adopted_on
        self.on = on

    def message(self) -> str:
        return (
            _(
                "An adoption on %(adopted_on)s cannot be registered on %(on)s, before it happened. "
                "Nothing changed."
            )
            % self.words()
        )


class BylawWithoutResolution(CooperativesRefusal):
    """Once a cooperative decides here, only an adopted resolution changes its by-laws (INV-92)."""

    code: ClassVar[str] = "bylaw_without_resolution"

    def message(self) -> str:
        return _(
            "Only an adopted resolution changes the by-laws, as its effect. Nothing changed. Put the amendment to a "
            "meeting."
        )
