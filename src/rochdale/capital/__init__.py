"""Share classes, the share ledger, redemptions, and the register of shares."""
