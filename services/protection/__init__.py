"""Who may read an item, and which protected terms a text holds: every outgoing text and file passes here."""
