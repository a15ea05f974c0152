INSERT INTO carnets (carnet_id, association_id, country_of_issue, home_territory, wanted_number, type, standing,
                     version, content, holder_name, valid_until, currency, items, total_value, created_at, updated_at)
VALUES (:carnet_id, :association_id, :country_of_issue, :home_territory, :wanted_number, :type, 'draft', 1,
        :content, :holder_name, :valid_until, :currency, :items, :total_value, :now, :now)
ON CONFLICT (carnet_id) DO NOTHING
