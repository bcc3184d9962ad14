"""From how many on something says something: the same everywhere, so that people can learn to read the kompas."""

PATROON = 2  # once is an exception
GEWOONTE = 3  # fewer times are no habit
VERGELIJK = 4  # two against the two before
