INSERT INTO presentations (presentation_id, declaration_id, signature_no, carnet_id, administration_id, country,
                           territory, office_id, account_id, presented_at)
VALUES (:presentation_id, :declaration_id, :signature_no, :carnet_id, :administration_id, :country,
        :territory, :office_id, :account_id, :presented_at)
