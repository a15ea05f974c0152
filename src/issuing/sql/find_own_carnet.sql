SELECT carnet_id, association_id, country_of_issue, home_territory, number, issued_on, standing, version,
       content
FROM carnets
WHERE carnet_id = :carnet_id AND association_id = :association_id
