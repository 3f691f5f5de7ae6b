"""What can be asked of banking. Asked inside a cooperative; answers are frozen values."""

from rochdale.banking.models import HolderRole, OperationKind, Outcome
from rochdale.banking.queries.accounts import (
    HeldAccount,
    HolderLine,
    Product,
    account_held,
    account_numbered,
    account_of_role,
    accounts_by_role,
    accounts_of,
    holders_of,
    in_own_language,
    product,
    products,
)
from rochdale.banking.queries.charts import Chart, ChartAccount, chart, chart_codes
from rochdale.banking.queries.entries import ActTold, EntryTold, entry
from rochdale.banking.queries.numbering import SERIAL_MAX, account_number, check_digit, read_account_number
from rochdale.banking.queries.operations import (
    AccountNamed,
    Decided,
    PendingOperation,
    Waiting,
    pending_behind,
    pending_operation,
    waiting,
)
from rochdale.banking.queries.standing import Part, Standing, standing

__all__ = [
    "SERIAL_MAX",
    "AccountNamed",
    "ActTold",
    "Chart",
    "ChartAccount",
    "Decided",
    "EntryTold",
    "HeldAccount",
    "HolderLine",
    "HolderRole",
    "OperationKind",
    "Outcome",
    "Part",
    "PendingOperation",
    "Product",
    "Standing",
    "Waiting",
    "account_held",
    "account_number",
    "account_numbered",
    "account_of_role",
    "accounts_by_role",
    "accounts_of",
    "chart",
    "chart_codes",
    "check_digit",
    "entry",
    "holders_of",
    "in_own_language",
    "pending_behind",
    "pending_operation",
    "product",
    "products",
    "read_account_number",
    "standing",
    "waiting",
]
