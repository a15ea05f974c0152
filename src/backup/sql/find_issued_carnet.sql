SELECT content_sha256 FROM v_carnets WHERE carnet_id = :carnet_id AND number IS NOT NULL
