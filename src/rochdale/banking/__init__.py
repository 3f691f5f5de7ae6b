"""Banking: savings, loans, payments, statements and the close of the day."""
