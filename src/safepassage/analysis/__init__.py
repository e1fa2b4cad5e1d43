"""Floor 9, tables in, tables out: effects, counterfactual persons, and their words."""
