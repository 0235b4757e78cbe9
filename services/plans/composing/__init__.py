"""The parts of a plan's content, each composed from what a case holds; `services.plans.compose` joins them."""
