"""How often: every limit of the site on one page. config/settings.py takes it over; kern/limieten.py counts.

A whole school comes from one address. So what is counted per address leaves room for three groups of thirty at once,
each of whom tries three times. What protects one account or one link is counted apart, and strictly.
"""

from kern.limieten import Limiet

_MINUUT, _KWARTIER, _UUR, _DAG = 60, 900, 3600, 86400
_SCHOOL = Limiet(300, 5 * _MINUUT, "ip")

LIMIETEN = {
    # Signing in and up: works without an account, so everybody can try.
    # One who guesses from one place cannot keep the owner out; many places together stop at the second number.
    "account_login": [_SCHOOL, Limiet(10, 5 * _MINUUT, "ip+login"), Limiet(60, _DAG, "login")],
    "account_request_login_code": [_SCHOOL, Limiet(5, _KWARTIER, "ip+email"), Limiet(15, _KWARTIER, "email")],
    "account_confirm_login_code": [_SCHOOL],
    "account_email_verification_sent": [_SCHOOL],
    "account_signup": [_SCHOOL, Limiet(5, _KWARTIER, "email"), Limiet(20, _DAG, "email")],
    "account_reset_password": [_SCHOOL, Limiet(5, _UUR, "email"), Limiet(10, _DAG, "email")],
    "account_reset_password_from_key": [_SCHOOL],
    "personen:schoolaccount_start": [_SCHOOL],
    "personen:schoolaccount_nieuw": [_SCHOOL, Limiet(5, _KWARTIER, "email"), Limiet(20, _DAG, "email")],
    "personen:schoolaccount_code": [_SCHOOL],
    # Links in mails, also of guests without an account: a room full of people answers at once, each with a link of
    # their own.
    "berichten:handeling": [Limiet(600, 5 * _MINUUT, "ip"), Limiet(30, 5 * _MINUUT, "token")],
    # A room that scans the code on the screen, all from one address.
    "evaluatie:zaal": [Limiet(600, 5 * _MINUUT, "ip")],
    # The mail service reports every mail by itself, many at once; the password is what keeps others out.
    "berichten:terugmelding": [Limiet(3000, 5 * _MINUUT, "ip")],
    "netwerken:accept": [_SCHOOL, Limiet(10, 5 * _MINUUT, "token")],
    "netwerken:opened": [Limiet(600, 5 * _MINUUT, "ip"), Limiet(30, 5 * _MINUUT, "token")],
    "mfa_login_webauthn": [_SCHOOL],
    "mfa_authenticate": [_SCHOOL],  # per account allauth counts: five wrong codes in five minutes, from anywhere
    # Who is signed in: a password to guess, or mail to somebody else.
    "account_reauthenticate": [Limiet(10, 5 * _MINUUT, "persoon")],
    "mfa_reauthenticate": [Limiet(10, 5 * _MINUUT, "persoon")],
    "mfa_reauthenticate_webauthn": [Limiet(10, 5 * _MINUUT, "persoon")],
    "personen:reauthenticate_by_code": [Limiet(10, 5 * _MINUUT, "persoon")],
    "account_change_password": [Limiet(10, 5 * _MINUUT, "persoon")],
    "account_set_password": [Limiet(10, 5 * _MINUUT, "persoon")],
    "account_email": [Limiet(10, _KWARTIER, "persoon")],
    "netwerken:invite": [Limiet(30, _UUR, "persoon")],
    "netwerken:intakes_ask": [Limiet(20, _UUR, "persoon")],
    "netwerken:intake_besluit": [Limiet(60, _UUR, "persoon")],
    "netwerken:invite_list": [Limiet(60, _UUR, "persoon")],
    "netwerken:nominate": [Limiet(20, _UUR, "persoon")],
    "netwerken:resend": [Limiet(60, _UUR, "persoon")],
    "netwerken:leiding_versturen": [Limiet(20, _UUR, "persoon")],
    "netwerken:leiding_gesprek": [Limiet(30, _UUR, "persoon")],
    "netwerken:groepsbesluit_ask": [Limiet(30, _UUR, "persoon")],
    "netwerken:groepsbesluit_extend": [Limiet(30, _UUR, "persoon")],
    "netwerken:join": [Limiet(20, _UUR, "persoon")],
    "netwerken:create": [Limiet(20, _UUR, "persoon")],
    "netwerken:start_overzicht": [Limiet(20, _UUR, "persoon")],
    "netwerken:start_mail": [Limiet(30, _UUR, "persoon")],  # sends nothing, but makes a whole netwerk to look at
    "netwerken:overdracht": [Limiet(20, _UUR, "persoon")],
    "netwerken:overdracht_accept": [Limiet(20, _UUR, "persoon")],
    "netwerken:overdracht_decline": [Limiet(20, _UUR, "persoon")],
    "netwerken:mentor_take": [Limiet(20, _UUR, "persoon")],
    "netwerken:mentor_link": [Limiet(60, _UUR, "persoon")],
    "netwerken:taken_verdelen": [Limiet(30, _UUR, "persoon")],
    "netwerken:thema_join": [Limiet(30, _UUR, "persoon")],
    "netwerken:thema_reject": [Limiet(60, _UUR, "persoon")],
    "netwerken:voorstel_assign": [Limiet(30, _UUR, "persoon")],
    "netwerken:contract_settle": [Limiet(30, _UUR, "persoon")],
    "netwerken:message": [Limiet(60, _UUR, "persoon")],
    "netwerken:message_action": [Limiet(60, _UUR, "persoon")],
    "bijeenkomsten:create": [Limiet(60, _UUR, "persoon")],
    "bijeenkomsten:move": [Limiet(30, _UUR, "persoon")],
    "bijeenkomsten:cancel": [Limiet(30, _UUR, "persoon")],
    "bijeenkomsten:voorbereiders": [Limiet(60, _UUR, "persoon")],
    "bijeenkomsten:jaarplan_create": [Limiet(60, _UUR, "persoon")],
    "bijeenkomsten:prikker_create": [Limiet(60, _UUR, "persoon")],
    "bijeenkomsten:prikker_kies": [Limiet(30, _UUR, "persoon")],
    "bijeenkomsten:prikker_verleng": [Limiet(30, _UUR, "persoon")],
    "bijeenkomsten:materiaal": [Limiet(60, _UUR, "persoon")],
    "subsidie:academie_toewijzen": [Limiet(60, _UUR, "persoon")],
    "subsidie:academie_vragen": [Limiet(30, _UUR, "persoon")],
    "subsidie:beoordelen_vragen": [Limiet(20, _UUR, "persoon")],
    "werkvormen:offer": [Limiet(20, _UUR, "persoon")],
    "werkvormen:publish": [Limiet(60, _UUR, "persoon")],
    "werkvormen:send_back": [Limiet(60, _UUR, "persoon")],
    "werkvormen:withdraw": [Limiet(60, _UUR, "persoon")],
    "werkvormen:import": [Limiet(30, _UUR, "persoon")],
    "bijeenkomsten:gast_ask": [Limiet(30, _UUR, "persoon")],
    "bijeenkomsten:gast_thank": [Limiet(30, _UUR, "persoon")],
    "bijeenkomsten:gastspreker": [Limiet(30, _UUR, "persoon")],
    # A phone that was without connection for an hour sends everything at once.
    "bijeenkomsten:uitvoeren_stap": [Limiet(600, 5 * _MINUUT, "persoon")],
    "subsidie:besluiten": [Limiet(30, _UUR, "persoon")],
    "subsidie:academie_nakoming": [Limiet(30, _UUR, "persoon")],
    "subsidie:academie_wijziging": [Limiet(30, _UUR, "persoon")],
    "subsidie:begin": [Limiet(20, _UUR, "persoon")],
    "subsidie:indienen": [Limiet(30, _UUR, "persoon")],
    "subsidie:intrekken": [Limiet(20, _UUR, "persoon")],
    "subsidie:verantwoording_sign": [Limiet(30, _UUR, "persoon")],
    "subsidie:academie_teruggeven": [Limiet(60, _UUR, "persoon")],
    "subsidie:academie_vaststellen": [Limiet(60, _UUR, "persoon")],
    "subsidie:bijlage_create": [Limiet(60, _UUR, "persoon")],
    "evaluatie:lijst_import": [Limiet(30, _UUR, "persoon")],
    "evaluatie:lijst_all": [Limiet(30, _UUR, "persoon")],
    "evaluatie:vraag_create": [Limiet(60, _UUR, "persoon")],
    "evaluatie:send_now": [Limiet(10, _UUR, "persoon")],
    "evaluatie:vraag": [Limiet(20, _UUR, "persoon")],
    "evaluatie:met_naam": [Limiet(20, _UUR, "persoon")],
    "evaluatie:ronde_start": [Limiet(20, _UUR, "persoon")],
    "evaluatie:zaal_open": [Limiet(30, _UUR, "persoon")],
}
LIMIETEN_OVERIG = [Limiet(120, _MINUUT, "persoon")]  # everything else that changes something
LIMIETEN_ZOEKEN = [Limiet(120, _MINUUT, "persoon")]  # ?q= on any page
# Finding your school while you type, in a room where everybody does so at once; and the same without JavaScript.
LIMIETEN_ZOEKEN_APART = dict.fromkeys(
    ["personen:school_search", "personen:profile", "account_signup"], [Limiet(2000, 5 * _MINUUT, "ip")]
)

# Allauth counts too. Its own numbers would shut out a room that signs in at once, so per address ours decide (they
# also tell when to come back) and these are a little wider. Its key is the account: that stays strict.
ACCOUNT_RATE_LIMITS = {
    "login": "120/m/ip",
    "login_failed": "150/5m/ip,5/5m/key,50/d/key",
    "request_login_code": "120/m/ip,15/15m/key",
    "signup": "120/m/ip",
    "reset_password": "120/m/ip,3/m/key,10/d/key",
    "reset_password_from_key": "120/m/ip",
}
