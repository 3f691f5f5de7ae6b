"""The checks of every room, in the order of the floors; `rochdale audit` puts them to each cooperative."""

from __future__ import annotations

from rochdale.assembly.checks import CHECKS as ASSEMBLY
from rochdale.audit.checks import CHECKS as AUDIT
from rochdale.audit.checks import Check
from rochdale.banking.checks import CHECKS as BANKING
from rochdale.capital.checks import CHECKS as CAPITAL
from rochdale.cooperatives.checks import CHECKS as COOPERATIVES
from rochdale.ledger.checks import CHECKS as LEDGER
from rochdale.membership.checks import CHECKS as MEMBERSHIP

ALL: list[Check] = [*AUDIT, *COOPERATIVES, *LEDGER, *MEMBERSHIP, *CAPITAL, *BANKING, *ASSEMBLY]
