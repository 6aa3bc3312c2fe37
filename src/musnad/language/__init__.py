"""Arabic, pure and offset-exact: folding, sentences, tokens, clitics, verbs, numerals, quotation marks.

Nothing here knows the world; nothing here moves a character of the text.
"""
