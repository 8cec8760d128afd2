"""Words that tell what a mention of an actor is made of."""
