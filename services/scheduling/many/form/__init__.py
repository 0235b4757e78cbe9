"""Problem and plan as JSON files (`docs/scheduling-form.md`)."""
