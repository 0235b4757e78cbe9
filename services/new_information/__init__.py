"""What an event sets off: the plan no longer fits, who must hear of it, and the action meeting that is proposed."""
