-- Until this transaction ends, or another is sought, the events of every board with this number or head are seen.
SELECT set_config('rochdale.sought', %(sought)s, TRUE)
