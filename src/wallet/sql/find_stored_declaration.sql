SELECT declaration_id, travel_id, carnet_id, sequence, type, country, territory, content, signature_no, signature,
       signed_at, sealed_codes, qr
FROM declarations WHERE declaration_id = :declaration_id AND deleted_at IS NULL
