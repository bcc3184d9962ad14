"""Who makes the rounds."""

import rules

from netwerken.rules import is_academie

rules.add_perm("subsidie.manage_rondes", is_academie)
