SELECT declaration_id, travel_id, carnet_id, sequence, type, country, territory, content, signature_no, signature,
       signed_at, sealed_codes, qr
FROM declarations WHERE travel_id = :travel_id AND deleted_at IS NULL ORDER BY sequence, declaration_id
