"""The shell that all screens share: styles, escaping, case header, drafts, refusals."""
