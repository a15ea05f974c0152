INSERT INTO transactions (transaction_id, carnet_id, sequence, declaration_id, signature_no, type, administration_id,
                          country, territory, office_id, office, account_id, officer, committed_at, acted_on, content,
                          verification_code_hash, sealed_verification_code)
VALUES (:transaction_id, :carnet_id, :sequence, :declaration_id, :signature_no, :type, :administration_id,
        :country, :territory, :office_id, :office, :account_id, :officer, :committed_at, :acted_on, :content,
        :verification_code_hash, :sealed_verification_code)
ON CONFLICT DO NOTHING
