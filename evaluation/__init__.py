"""How right the records are, held against hand-made ones, and how fast they are made."""
