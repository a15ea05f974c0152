SELECT declaration_id, signature_no, carnet_id, type, country, territory, office_id, office, account_id, officer,
       reason, rejected_at
FROM rejections WHERE carnet_id = :carnet_id AND territory = :territory ORDER BY rejected_at, declaration_id
