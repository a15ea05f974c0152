SELECT letter_id, message_id, at, recipient, subject, text, attachments FROM letters
WHERE (:recipient IS NULL OR recipient = :recipient) ORDER BY letter_id DESC LIMIT :limit
