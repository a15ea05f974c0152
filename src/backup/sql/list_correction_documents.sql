SELECT declaration_id, signature_no, version, content, changes FROM v_corrections
WHERE (declaration_id, signature_no, version) > (:declaration_id, :signature_no, :version)
ORDER BY declaration_id, signature_no, version LIMIT :limit
