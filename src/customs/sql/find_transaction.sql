SELECT t.transaction_id, t.carnet_id, t.declaration_id, t.signature_no, t.type, t.country, t.territory, t.office_id,
       t.office, t.account_id, t.officer, t.committed_at, t.acted_on, t.content, c.cancelled_at,
       c.officer AS cancelled_by, c.reason AS cancelled_reason,
       t.administration_id, t.sealed_verification_code
FROM transactions t LEFT JOIN cancellations c ON c.transaction_id = t.transaction_id
WHERE t.transaction_id = :transaction_id
  AND (:administration_id IS NULL OR t.administration_id = :administration_id)
