"""What the programs' door of every room stands on: problems, cursors, the values on the wire, and their routes.

A room's `api.py` says each of its questions and verbs once, with the same marks as its pages (`requires`,
`members_only`, ...); `config.api` puts them together below `/api/v1/<cooperative>/` and describes them.
"""

from rochdale.web.api.cursors import Cursors
from rochdale.web.api.forms import require_valid, sent_as_form
from rochdale.web.api.problems import PROBLEM_TYPE, code_of, problem, problem_type, status_of
from rochdale.web.api.rates import take_turn
from rochdale.web.api.routes import BODY_BYTES_MAX, CSV, JSON, PDF, Routes, Told, operation_told
from rochdale.web.api.schemas import (
    Amount,
    Answer,
    Asked,
    Day,
    Done,
    EffectTold,
    Instant,
    Limit,
    Name,
    Nothing,
    OptionalWords,
    PageAsked,
    Place,
    SignedAmount,
    Words,
    amount,
    effect_told,
    money_of,
)

__all__ = [
    "BODY_BYTES_MAX",
    "CSV",
    "JSON",
    "PDF",
    "PROBLEM_TYPE",
    "Amount",
    "Answer",
    "Asked",
    "Cursors",
    "Day",
    "Done",
    "EffectTold",
    "Instant",
    "Limit",
    "Name",
    "Nothing",
    "OptionalWords",
    "PageAsked",
    "Place",
    "Routes",
    "SignedAmount",
    "Told",
    "Words",
    "amount",
    "code_of",
    "effect_told",
    "money_of",
    "operation_told",
    "problem",
    "problem_type",
    "require_valid",
    "sent_as_form",
    "status_of",
    "take_turn",
]
