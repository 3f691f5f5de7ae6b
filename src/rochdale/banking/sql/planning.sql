-- What the planner is to believe of every wall: that one cooperative owns a tenth of the table. A cooperative that
-- is brought in whole is in no statistics yet; each key then seems to find one row, the first index that begins
-- with the cooperative is taken for it, and the work grows with the square of what comes in. Where the cooperative
-- alone seems to find much, only the rest of a key is worth an index. Nothing is measured over this.
DO $$
DECLARE
    walled regclass;
BEGIN
    FOR walled IN
        SELECT relation.oid
        FROM pg_class AS relation
        INNER JOIN pg_attribute AS part ON part.attrelid = relation.oid AND part.attname = 'cooperative_id'
        WHERE relation.relkind = 'r' AND relation.relnamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER TABLE %s ALTER COLUMN cooperative_id SET STATISTICS 0', walled);
        PERFORM pg_restore_attribute_stats(
            'schemaname', 'public', 'relname', walled::text, 'attname', 'cooperative_id', 'inherited', false,
            'null_frac', 0::real, 'avg_width', 16, 'n_distinct', 10::real
        );
    END LOOP;
END $$;
