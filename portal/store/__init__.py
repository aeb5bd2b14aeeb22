"""What the door keeps of a session: its messages answered once, its events, its open question."""
