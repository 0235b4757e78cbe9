"""Every finding in one sentence, Dutch or English, that names both sources and the point of difference. Pure."""
