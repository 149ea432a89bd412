"""Jobs that a provider runs for a while: when to look at them, what a look means, and how a wait ends."""
