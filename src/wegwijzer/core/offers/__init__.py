"""What structures offer to firms: equipment, knowledge, half a day, topics for students, training."""
