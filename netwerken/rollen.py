"""The names of the roles, for modules that may not import models."""

DEELNEMER = "deelnemer"
FACILITATOR = "facilitator"
PENVOERDER = "penvoerder"
EIGENAAR = "eigenaar"
