SELECT *
FROM associations
WHERE association_id = :association_id
