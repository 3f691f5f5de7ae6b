-- What the cooperative offers, with the account of the chart that sums each kind, in the order offered.
SELECT
    product.code,
    product.names,
    control.id,
    control.account_class,
    control.currency
FROM banking_product AS product
INNER JOIN ledger_account AS control
    ON control.cooperative_id = tenancy_current() AND product.control_role = control.role
WHERE product.cooperative_id = tenancy_current()
ORDER BY product.position
