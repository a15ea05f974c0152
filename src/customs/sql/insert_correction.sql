INSERT INTO corrections (correction_id, declaration_id, signature_no, version, content, changes, account_id, officer,
                         corrected_at)
VALUES (:correction_id, :declaration_id, :signature_no, :version, :content, :changes, :account_id, :officer,
        :corrected_at)
ON CONFLICT (declaration_id, signature_no, version) DO NOTHING
