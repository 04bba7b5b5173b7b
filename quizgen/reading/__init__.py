"""YAML text -> facts, sources, entities and recipes, or problems; every mark keeps its line and column."""
