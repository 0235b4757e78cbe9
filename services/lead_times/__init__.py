"""How long the way took: from report to SASH, to meeting, to plan, to first review; per case and for a region."""
