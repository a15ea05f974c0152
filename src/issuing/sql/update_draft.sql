UPDATE carnets
SET wanted_number = :wanted_number, type = :type, version = version + 1, content = :content, holder_name = :holder_name,
    valid_until = :valid_until, currency = :currency, items = :items, total_value = :total_value, updated_at = :now
WHERE carnet_id = :carnet_id AND version = :version AND standing = 'draft'
