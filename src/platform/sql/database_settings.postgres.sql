SELECT pg_encoding_to_char(encoding) AS encoding, datcollate AS collation
FROM pg_database WHERE datname = current_database()
