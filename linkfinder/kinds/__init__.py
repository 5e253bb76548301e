"""The kinds of opportunities, one package for each. Pure; kinds do not import each other."""
