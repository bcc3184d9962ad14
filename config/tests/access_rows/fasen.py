"""The rows of the addresses of fasen."""

from config.tests.access_rows.places import fase, fasen, next_fase, punt, signaal
from config.tests.access_rows.words import ACADEMIE, GUIDES, LOGIN_NO, MEMBERS, NO, PUBLIC, Row

ROWS = [
    Row("fasen:detail", MEMBERS, LOGIN_NO, fase),
    Row("fasen:guide", PUBLIC, NO, lambda world: {"fase_slug": "verkenning"}),
    Row("fasen:kompas", MEMBERS, LOGIN_NO, fasen),
    Row("fasen:kompas_blok", MEMBERS, LOGIN_NO, fasen),
    Row("fasen:kompas_dispute", LOGIN_NO, GUIDES, signaal),
    Row("fasen:kompas_nog_niet", GUIDES, GUIDES, fasen),
    Row("fasen:kompas_restore", LOGIN_NO, GUIDES, signaal),
    Row("fasen:kompas_snooze", LOGIN_NO, GUIDES, signaal),
    Row("fasen:list", MEMBERS, LOGIN_NO, fasen),
    Row("fasen:move", GUIDES, GUIDES, next_fase),
    Row("fasen:plan", GUIDES, GUIDES, fasen),
    Row("fasen:public", PUBLIC, NO),
    Row("fasen:trends", ACADEMIE, LOGIN_NO),
    Row("fasen:punt", GUIDES, GUIDES, punt),
    Row("fasen:punt_terug", LOGIN_NO, GUIDES, punt),
]
