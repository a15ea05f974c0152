SELECT t.transaction_id, t.carnet_id, t.sequence, t.declaration_id, t.signature_no, t.type, t.country, t.territory,
       t.office_id, t.office, t.account_id, t.officer, t.committed_at, t.acted_on, t.content, t.cancelled_at,
       t.cancelled_by, t.cancelled_reason, c.number AS carnet_number
FROM v_transactions t
JOIN carnets c ON c.carnet_id = t.carnet_id
WHERE c.association_id = :association_id
  AND (t.committed_at, t.carnet_id, t.sequence) > (:after_instant, :after_carnet_id, :after_sequence)
ORDER BY t.committed_at, t.carnet_id, t.sequence
LIMIT :limit
