SELECT territory, intended_use
FROM territory_uses
WHERE accepted = 1
ORDER BY territory, intended_use
