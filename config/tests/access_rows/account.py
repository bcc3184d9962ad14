"""The rows of the addresses of account."""

from config.tests.access_rows.places import passkey, reset_key
from config.tests.access_rows.words import GUEST, LOGIN_NO, NO, NOTHING, PERSONAL, PUBLIC, Row

ROWS = [
    Row("account_change_password", PERSONAL, PERSONAL),
    Row("account_confirm_login_code", "in go go go go go go", PERSONAL),
    Row("account_email", PERSONAL, PERSONAL),
    Row("account_email_verification_sent", "in go go go go go go", PERSONAL),
    Row("account_inactive", PUBLIC, NO),
    Row("account_login", GUEST, PUBLIC),
    Row("account_logout", "go ok ok ok ok ok ok", PUBLIC),
    Row("account_reauthenticate", PERSONAL, PERSONAL),
    Row("account_request_login_code", GUEST, PUBLIC),
    Row("account_reset_password", PUBLIC, PUBLIC),
    Row("account_reset_password_done", PUBLIC, NO),
    Row("account_reset_password_from_key", PUBLIC, PUBLIC, reset_key),
    Row("account_reset_password_from_key_done", PUBLIC, NO),
    Row("account_set_password", "in go go go go go go", PERSONAL),
    Row("account_signup", GUEST, PUBLIC),
    Row("mfa_activate_totp", PERSONAL, PERSONAL),
    Row("mfa_add_webauthn", PERSONAL, PERSONAL),
    Row("mfa_authenticate", "in go go go go go go", "in ok ok ok ok ok ok"),  # half-way signing in
    Row("mfa_deactivate_totp", NOTHING, NOTHING),
    Row("mfa_download_recovery_codes", NOTHING, NOTHING),
    Row("mfa_edit_webauthn", NOTHING, NOTHING, passkey),
    Row("mfa_generate_recovery_codes", PERSONAL, PERSONAL),
    Row("mfa_index", PERSONAL, LOGIN_NO),
    Row("mfa_list_webauthn", "in go go go go go go", LOGIN_NO),
    Row("mfa_login_webauthn", "in go go go go go go", "in ok ok ok ok ok ok"),
    Row("mfa_reauthenticate", "in go go go go go go", PERSONAL),  # on to the way this person has
    Row("mfa_reauthenticate_webauthn", "in go go go go go go", PERSONAL),
    Row("mfa_remove_webauthn", NOTHING, NOTHING, passkey),
    Row("mfa_view_recovery_codes", NOTHING, LOGIN_NO),
    Row("usersessions_list", PERSONAL, PERSONAL),
]
