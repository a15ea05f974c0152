SELECT 1 AS locked -- BEGIN IMMEDIATE is the lock
