UPDATE declarations SET deleted_at = :now WHERE declaration_id = :declaration_id
