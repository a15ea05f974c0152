UPDATE clients SET active = :active WHERE client_id = :client_id AND active <> :active
