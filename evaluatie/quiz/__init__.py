"""«Ben ik een netwerkleerder?»: the questions engine for one person.

The result is made for the request and kept nowhere.
"""
