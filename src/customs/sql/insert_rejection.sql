INSERT INTO rejections (declaration_id, signature_no, carnet_id, type, country, territory, office_id, office,
                        account_id, officer, reason, rejected_at)
VALUES (:declaration_id, :signature_no, :carnet_id, :type, :country, :territory, :office_id, :office,
        :account_id, :officer, :reason, :rejected_at)
ON CONFLICT (declaration_id, signature_no) DO NOTHING
