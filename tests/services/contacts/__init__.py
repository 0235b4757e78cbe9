"""Who was in touch: kept once, struck and never erased, out of sight with whoever is barred; read in from a file."""
