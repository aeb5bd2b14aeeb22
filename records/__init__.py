"""What was asked and answered, without personal data: never a text, a sender or a fact."""
