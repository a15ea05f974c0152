UPDATE declarations SET country = :country, content = :content WHERE declaration_id = :declaration_id
