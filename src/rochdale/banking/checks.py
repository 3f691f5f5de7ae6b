"""What `rochdale audit` asks of banking: every account under its product, every large operation seen by two."""

from __future__ import annotations

from rochdale.audit.checks import Check
from rochdale.tenancy.queries import statement

CHECKS = [
    Check(
        "INV-40",
        "Does each account of a member stand under the control account of its product, owned by its owner?",
        statement("banking", "checks/accounts.sql"),
    ),
    Check(
        "INV-40",
        "Is each account below a control account known as an account of a member?",
        statement("banking", "checks/unknown_accounts.sql"),
    ),
    Check(
        "INV-41",
        "Has each account of a member one owner, and is each holder a person of this cooperative?",
        statement("banking", "checks/holders.sql"),
    ),
    Check(
        "INV-42",
        "Was each operation over the limit decided by another than who asked, and posted once if approved?",
        statement("banking", "checks/decisions.sql"),
    ),
    Check(
        "INV-43",
        "Is what would leave an account held while its operation waits, and no longer once it is decided?",
        statement("banking", "checks/holds.sql"),
    ),
    Check(
        "INV-63",
        "Did the reasons of large operations go with the particulars of whose account it was?",
        statement("banking", "checks/blanked.sql"),
    ),
]
