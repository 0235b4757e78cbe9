"""Everything else that is handed out on paper: one sheet for one kind of reader or one moment."""
