SELECT d.declaration_id, d.travel_id, d.carnet_id, d.sequence, d.type, d.country, d.territory, d.content,
       d.signature_no,
       d.signature, d.signed_at, d.cancellation_code_hash, d.qr, c.version AS correction_no, c.content AS corrected,
       r.rejected_at
FROM v_declarations d
LEFT JOIN v_corrections c ON c.declaration_id = d.declaration_id AND c.signature_no = d.signature_no
  AND c.version = (SELECT MAX(n.version) FROM v_corrections n
                   WHERE n.declaration_id = d.declaration_id AND n.signature_no = d.signature_no)
LEFT JOIN v_rejections r ON r.declaration_id = d.declaration_id AND r.signature_no = d.signature_no
WHERE d.carnet_id = :carnet_id ORDER BY d.travel_id, d.sequence
