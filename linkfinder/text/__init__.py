"""Text without markup: folding, cleaning, sentences, phrase matching, languages, dates. Pure."""
