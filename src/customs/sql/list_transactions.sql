SELECT t.transaction_id, t.carnet_id, t.declaration_id, t.signature_no, t.type, t.country, t.territory, t.office_id,
       t.office, t.account_id, t.officer, t.committed_at, t.acted_on, t.content, c.cancelled_at,
       c.officer AS cancelled_by, c.reason AS cancelled_reason
FROM transactions t LEFT JOIN cancellations c ON c.transaction_id = t.transaction_id
WHERE t.administration_id = :administration_id
  AND (:carnet_id IS NULL OR t.carnet_id = :carnet_id)
  AND (:office_id IS NULL OR t.office_id = :office_id)
  AND (:type IS NULL OR t.type = :type)
  AND (:before_at IS NULL OR (t.committed_at, t.transaction_id) < (:before_at, :before_id))
ORDER BY t.committed_at DESC, t.transaction_id DESC LIMIT :limit
