INSERT INTO letters (letter_id, message_id, at, recipient, subject, text, attachments)
VALUES (:letter_id, :message_id, :at, :recipient, :subject, :text, :attachments)
ON CONFLICT (message_id) DO NOTHING
