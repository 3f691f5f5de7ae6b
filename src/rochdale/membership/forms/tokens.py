"""What is asked of who makes an access token."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from rochdale.cooperatives.queries import Permission

_NAME_LENGTH_MAX = 100
_TERMS = [(30, _("30 days")), (90, _("90 days")), (365, _("a year"))]


class TokenForm(forms.Form):
    """The name of the program, how long it may come, and all that it may do."""

    name = forms.CharField(
        label=_("What is the program called?"),
        help_text=_("So that you know it again: “my budget”, “the till in the market”."),
        max_length=_NAME_LENGTH_MAX,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    days = forms.TypedChoiceField(label=_("For how long?"), choices=_TERMS, coerce=int, initial=90)
    is_own = forms.BooleanField(
        label=_("My own matters: my file, my accounts, my shares, my notice of leaving"),
        required=False,
        initial=True,
    )
    permissions = forms.MultipleChoiceField(
        label=_("Of what my office allows"),
        help_text=_("Only what the program needs. You can take all of it back at any time."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *arguments: Any, offered: Iterable[Permission], **options: Any) -> None:
        super().__init__(*arguments, **options)
        choices = [(each.value, PERMISSION_WORDS[each]) for each in Permission if each in set(offered)]
        if choices:
            self.fields["permissions"].choices = choices  # type: ignore[attr-defined]  # a field of choices
        else:
            del self.fields["permissions"]


PERMISSION_WORDS: dict[Permission, Any] = {
    Permission.VIEW_REGISTER: _("read the register"),
    Permission.VIEW_ACCOUNTS: _("read the accounts of members"),
    Permission.VIEW_TRIAL_BALANCE: _("read the trial balance"),
    Permission.VIEW_AUDIT: _("read the record of acts"),
    Permission.EXPORT_BOOKS: _("export the books"),
    Permission.MANAGE_REGISTER: _("change the register"),
    Permission.OPEN_ACCOUNT: _("open accounts"),
    Permission.MANAGE_LIMITS: _("change limits"),
    Permission.MANAGE_HOLDS: _("hold amounts and release them"),
    Permission.POST_DEPOSIT: _("post deposits"),
    Permission.POST_WITHDRAWAL: _("post withdrawals"),
    Permission.POST_TRANSFER: _("post transfers"),
    Permission.POST_ENTRY: _("post entries"),
    Permission.REVERSE_ENTRY: _("reverse entries"),
    Permission.APPROVE_OPERATION: _("approve as the second person"),
    Permission.CLOSE_DAY: _("close the day"),
    Permission.MANAGE_OFFICES: _("give offices and end them"),
    Permission.AMEND_BYLAWS: _("amend the by-laws"),
    Permission.PREPARE_APPLICATIONS: _("prepare applications"),
    Permission.DECIDE_ADMISSIONS: _("decide on admissions"),
    Permission.DECIDE_DISCIPLINE: _("decide on exclusions"),
    Permission.VIEW_CAPITAL: _("read the register of shares"),
    Permission.MANAGE_CAPITAL: _("move shares"),
    Permission.RUN_MEETINGS: _("prepare, call and run meetings"),
    Permission.VIEW_MINUTES: _("read the minutes of the board"),
}
