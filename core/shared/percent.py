"""Percent-encoding for links that people read: only what a link cannot carry is encoded.

Browsers, mail and chat leave the characters of PLAIN alone in a fragment; `%` and `&` would be misread.
"""

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
PLAIN = LETTERS + "0123456789" + "-._~!$'()*+,;:@/?="


def quote(text: str) -> str:
    """The text with every byte of UTF-8 outside PLAIN written as %XX."""
    return "".join(c if c in PLAIN else quoted_bytes(c) for c in text)


def quoted_bytes(character: str) -> str:
    """One character as %XX for each of its bytes."""
    return "".join(f"%{byte:02X}" for byte in character.encode())


def unquote(text: str) -> str:
    """The text that `quote` encoded; a % that begins no byte stays. ValueError if the bytes are no UTF-8."""
    if "%" not in text:
        return text
    head, *parts = text.split("%")
    data = head.encode()
    for part in parts:
        data += decoded(part)
    result = data.decode()
    # MicroPython also reads surrogates and letters in more bytes than they need.
    if any("\ud800" <= c <= "\udfff" for c in result) or b"".join(chr(ord(c)).encode() for c in result) != data:
        raise ValueError("no UTF-8")
    return result


def decoded(part: str) -> bytes:
    """What followed a % as bytes."""
    digits = part[:2]
    if len(digits) == 2 and all(c in "0123456789abcdefABCDEF" for c in digits):
        return bytes([int(digits, 16)]) + part[2:].encode()
    return b"%" + part.encode()
