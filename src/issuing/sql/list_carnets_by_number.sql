SELECT c.carnet_id, c.wanted_number AS number, c.type, c.standing, c.holder_name, c.issued_on, c.valid_until,
       c.currency, c.items, c.total_value,
       CASE WHEN EXISTS (SELECT 1 FROM v_transactions t WHERE t.carnet_id = c.carnet_id)
            THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS used
FROM carnets c
WHERE c.association_id = :association_id AND c.wanted_number = :number AND c.carnet_id < :before
ORDER BY c.carnet_id DESC
