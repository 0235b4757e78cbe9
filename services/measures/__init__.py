"""Measures that were weighed and how long they hold, the stop conversation, the police plan of approach."""
