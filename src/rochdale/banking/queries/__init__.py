"""What can be asked of banking. Asked inside a cooperative; answers are frozen values."""

from rochdale.banking.models import HolderRole, OperationKind, Outcome
from rochdale.banking.queries.accounts import (
    HeldAccount,
    HolderLine,
    Product,
    account_of_role,
    accounts_by_role,
    accounts_of,
    holders_of,
    in_own_language,
    product,
    products,
)
from rochdale.banking.queries.charts import Chart, ChartAccount, chart, chart_codes
from rochdale.banking.queries.numbering import SERIAL_MAX, account_number, check_digit, read_account_number

__all__ = [
    "SERIAL_MAX",
    "Chart",
    "ChartAccount",
    "HeldAccount",
    "HolderLine",
    "HolderRole",
    "OperationKind",
    "Outcome",
    "Product",
    "account_number",
    "account_of_role",
    "accounts_by_role",
    "accounts_of",
    "chart",
    "chart_codes",
    "check_digit",
    "holders_of",
    "in_own_language",
    "product",
    "products",
    "read_account_number",
]
