"""Filling in: the page behind the link ``ev``, and what it says about staying anonymous.

``tekenen`` draws the questions of any Document, ``handeling`` shows and takes the answers, ``anoniem`` explains with
the numbers of this group. What somebody fills in stays on the device until it is sent (static/js/invullen-concept.js).
"""
