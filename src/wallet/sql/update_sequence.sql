UPDATE declarations SET sequence = :sequence WHERE declaration_id = :declaration_id
