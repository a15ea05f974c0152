SELECT carnet_id FROM carnet_numbers WHERE number = :number
