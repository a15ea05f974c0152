SELECT declaration_id, type, office, rejected_at FROM v_rejections
WHERE carnet_id = :carnet_id ORDER BY rejected_at, declaration_id
