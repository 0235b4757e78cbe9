"""Tests mirror the tree; `cast` has the people, `house` the contracts of the building, `journeys` the whole job."""
