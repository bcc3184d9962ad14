"""Schools from the open files of DUO: read, compare, report, save. See docs/scholen.md.

Codes decide what is the same organisation (bevoegd gezag 5 digits, BRIN 4, vestiging 6 characters), never names.
"""
