UPDATE carnets
SET number = :number, standing = :standing, country_of_issue = :country_of_issue, home_territory = :home_territory,
    version = version + 1, issued_on = :issued_on, content_sha256 = :content_sha256, pin_hash = :pin_hash,
    updated_at = :now
WHERE carnet_id = :carnet_id AND version = :version AND standing = 'draft'
