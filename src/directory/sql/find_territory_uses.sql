SELECT intended_use
FROM territory_uses
WHERE territory = :territory AND accepted = 1
ORDER BY intended_use
