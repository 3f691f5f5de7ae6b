-- How often somebody tried lately, and codes that were used: counted for all processes that serve pages, and forgotten
-- when their time is over, or when the server of the database falls. A key is a fingerprint, never an address.
CREATE UNLOGGED TABLE tenancy_try (
    key text PRIMARY KEY,
    value jsonb NOT NULL,
    expires_at timestamptz NOT NULL
) WITH (fillfactor = 70);
CREATE INDEX tenancy_try_expired ON tenancy_try (expires_at);
