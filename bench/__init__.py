"""Measured, not hoped: the main pages at full size beside a bare Django view. ``make bench`` runs it."""
