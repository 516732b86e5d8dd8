"""What structures offer to firms, and topics for students."""
