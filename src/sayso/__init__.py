"""`sayso` reads reports of armed conflict and answers, for each claim: on whose say-so?"""
