"""The log of who did and saw what: append in the acting transaction, verify the chain."""
