"""When people can be asked to meet: working week, days off, stated hours, own calendars, other meetings."""
