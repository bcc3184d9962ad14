"""A QR code as a drawing in the page: an address that a phone reads from a screen or from paper."""

from django.utils.html import format_html
from django.utils.safestring import SafeString
from qrcode.constants import ERROR_CORRECT_M
from qrcode.main import QRCode

RAND = 4  # modules of quiet around it, without which a phone does not find it


def draw_qr(adres: str, naam: str) -> SafeString:
    """An SVG with dark squares on white, also on a dark page. ``naam``: what it is called for who does not see it."""
    code = QRCode(border=RAND, error_correction=ERROR_CORRECT_M)
    code.add_data(adres)
    code.make()
    rijen = code.get_matrix()
    vakjes = "".join(f"M{x} {y}h1v1h-1z" for y, rij in enumerate(rijen) for x, vol in enumerate(rij) if vol)
    maat = len(rijen)
    return format_html(
        '<svg class="qr" viewBox="0 0 {} {}" role="img" aria-label="{}" shape-rendering="crispEdges">'
        '<rect width="{}" height="{}" fill="#fff"/><path d="{}" fill="#000"/></svg>',
        maat, maat, naam, maat, maat, vakjes,
    )  # fmt: skip
