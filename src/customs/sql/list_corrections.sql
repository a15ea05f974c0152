SELECT declaration_id, signature_no, version, content, changes, account_id, officer, corrected_at
FROM corrections WHERE declaration_id = :declaration_id AND signature_no = :signature_no ORDER BY version
