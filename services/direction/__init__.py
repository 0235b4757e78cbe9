"""Director and deputy: naming, handing over, being away, and what a successor may know."""
