"""Armed groups: what they are called by whom on a day, how they came of each other, who takes two for one, and who had listed them."""
