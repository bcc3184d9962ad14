"""Is this id_token from the provider we asked, for us, for this very sign-in, and still fresh?

allauth trusts an id_token that came straight from the token endpoint: it looks at issuer, audience and end, takes the
issuer from the discovery document itself, and skips signature and nonce. The standard allows the first; here everything
is looked at, so that a hijacked name or a proxy that reads along is not enough to come in as somebody else.
"""

import jwt

from personen.schoolaccount.geweigerd import Geweigerd, Reden

ALGORITHMS = ["RS256", "PS256", "ES256"]  # asymmetric only: with a shared one the public key would do as the secret
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
LEEWAY = 60  # seconds that two clocks may differ


def verify(token, *, jwks: dict, issuer: str, client_id: str, nonce: str) -> dict:
    """The claims of ``token``. Raises Geweigerd when anything about it is not as it must be."""
    if not isinstance(token, str):
        raise Geweigerd(Reden.ANTWOORD, "no id_token")
    try:
        claims = jwt.decode(
            token,
            _pick_key(jwks, jwt.get_unverified_header(token)),
            algorithms=ALGORITHMS,
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": REQUIRED, "enforce_minimum_key_length": True},
        )
    except (jwt.PyJWTError, ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise Geweigerd(Reden.ANTWOORD, type(error).__name__) from error
    if not nonce or claims["nonce"] != nonce:
        raise Geweigerd(Reden.ANTWOORD, "nonce")
    if claims.get("azp", client_id) != client_id or (isinstance(claims["aud"], list) and len(claims["aud"]) > 1):
        raise Geweigerd(Reden.ANTWOORD, "for somebody else too")
    return claims


def _pick_key(jwks, header):
    """The one key of the provider that the token names; without a name there must be only one to choose from."""
    if header.get("alg") not in ALGORITHMS:
        raise Geweigerd(Reden.ANTWOORD, "algorithm")
    found = [key for key in jwks["keys"] if key.get("use", "sig") == "sig" and key.get("kty") in ("RSA", "EC")]
    found = [key for key in found if key.get("alg", header["alg"]) == header["alg"]]
    if "kid" in header:
        found = [key for key in found if key.get("kid") == header["kid"]]
    if len(found) != 1:
        raise Geweigerd(Reden.ANTWOORD, "key")
    return jwt.PyJWK(found[0], algorithm=header["alg"])
