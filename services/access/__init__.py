"""Who may do what: one pure table, deny by default."""
