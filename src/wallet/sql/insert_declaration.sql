INSERT INTO declarations (declaration_id, travel_id, carnet_id, sequence, type, country, territory, content,
                          signature_no)
VALUES (:declaration_id, :travel_id, :carnet_id, :sequence, :type, :country, :territory, :content, 0)
